/**
 * Splits a setting such as `*$, NT AUTHORITY\*` into patterns. A pattern is matched against the whole name without
 * regard to case; `*` stands for any characters, none included.
 */
export function parsePatterns(text: string): readonly string[] {
  return text
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}

/** Compiles patterns into a test whether a name matches any of them. */
export function anyPattern(patterns: readonly string[]): (name: string) => boolean {
  const folded = patterns.map((pattern) => pattern.toLowerCase());
  const plain = new Set(folded.filter((pattern) => !pattern.includes('*')));
  const wildcards = folded.filter((pattern) => pattern.includes('*')).map((pattern) => pattern.split('*'));
  return (name) => {
    const text = name.toLowerCase();
    return plain.has(text) || wildcards.some((parts) => matchesParts(parts, text));
  };
}

/**
 * Whether the text is the parts in this order with anything between them. The first place where a part fits is always
 * the best one, so nothing is tried twice, whatever the pattern.
 */
function matchesParts(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}
