import type { Fact } from './fact';

/** What one check says. */
export interface Finding {
  /** Of what, in a few words: "export to storage". */
  readonly check: string;
  readonly status: 'ok' | 'wrong' | 'notChecked';
  /** What was seen, or what is wrong, or why it was not checked. */
  readonly detail: string;
  /** The command that mends it. */
  readonly remedy?: string;
}

export function ok(check: string, detail: string): Finding {
  return { check, status: 'ok', detail };
}

export function wrong(check: string, detail: string, remedy?: string): Finding {
  return remedy === undefined ? { check, status: 'wrong', detail } : { check, status: 'wrong', detail, remedy };
}

export function notChecked(check: string, detail: string, remedy?: string): Finding {
  return remedy === undefined
    ? { check, status: 'notChecked', detail }
    : { check, status: 'notChecked', detail, remedy };
}

/** What a check says of a fact: one who may not look says so, and what is missing is told by the check. */
export function judge<Value>(
  check: string,
  fact: Fact<Value>,
  { missing, judged }: { missing: () => Finding; judged: (value: Value) => Finding | readonly Finding[] },
): readonly Finding[] {
  if (fact.state === 'unknown') return [notChecked(check, fact.why)];
  const findings = fact.state === 'absent' ? missing() : judged(fact.value);
  return Array.isArray(findings) ? findings : [findings as Finding];
}
