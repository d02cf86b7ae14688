/** Sorts well-formed strings in place as {@link compareUtf8} orders them. */
export function sortUtf8(values: string[]): string[] {
  // Without surrogates the two orders are one, and the engine's own needs no call a comparison.
  return values.some((value) => surrogate.test(value)) ? values.sort(compareUtf8) : values.sort();
}

/**
 * Orders well-formed strings as their UTF-8 bytes order, unsigned. JavaScript's own order, by UTF-16 code units, differs
 * where a surrogate (a character above U+FFFF) meets a code unit from U+E000 on.
 */
export function compareUtf8(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return left.length - right.length;
}

const surrogate = /[\ud800-\udfff]/;

function isSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff;
}
