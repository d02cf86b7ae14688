/** The value at a path of names in the JSON of an answer, which may be of any shape; undefined where there is none. */
export function at(answer: unknown, ...path: readonly string[]): unknown {
  let value = answer;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** The text at a path; undefined where there is none. */
export function textAt(answer: unknown, ...path: readonly string[]): string | undefined {
  const value = at(answer, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(answer: unknown, ...path: readonly string[]): number | undefined {
  const value = at(answer, ...path);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The list at a path; empty where there is none. */
export function listAt(answer: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(answer, ...path);
  return Array.isArray(value) ? value : [];
}

/** The texts of the list at a path. */
export function textsAt(answer: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(answer, ...path).filter((value) => typeof value === 'string');
}

/** Names and values of the object at a path; empty where there is none. */
export function entriesAt(answer: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] {
  const value = at(answer, ...path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
