/**
 * What is known of a deployment: something, that it is not there, or nothing, and why. Who may not look has not seen
 * that something is missing.
 */
export type Fact<Value> = Known<Value> | { readonly state: 'absent' } | Unknown;

export interface Known<Value> {
  readonly state: 'known';
  readonly value: Value;
}

export interface Unknown {
  readonly state: 'unknown';
  /** What kept us from knowing, and what helps. */
  readonly why: string;
}

export const absent = { state: 'absent' } as const;

export function known<Value>(value: Value): Known<Value> {
  return { state: 'known', value };
}

export function unknown(why: string): Unknown {
  return { state: 'unknown', why };
}

/** What follows from a fact, where there is one. */
export async function whenKnown<Value, Next>(
  fact: Fact<Value>,
  next: (value: Value) => Promise<Fact<Next>> | Fact<Next>,
): Promise<Fact<Next>> {
  return fact.state === 'known' ? next(fact.value) : fact;
}

/** The same where nothing has to be waited for. */
export function derived<Value, Next>(fact: Fact<Value>, next: (value: Value) => Fact<Next>): Fact<Next> {
  return fact.state === 'known' ? next(fact.value) : fact;
}

/** The value of a fact; undefined where nothing is known. */
export function knownValue<Value>(fact: Fact<Value>): Value | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}
