/**
 * Characters that are not seen themselves or change how others are: controls (C0, DEL, C1), line and paragraph
 * separators, bidirectional overrides and isolates, zero-width characters, tags, variation selectors. The source of a
 * class for a regular expression with the flag `u`.
 */
export const unseen = '\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}';

/** The bracket that opens a code point; as {@link tableText} spells a real one out too, it begins nothing else. */
export const openingBracket = '⟦';

/** A character as one can read it: `⟦U+202E⟧`. */
export function codePoint(character: string): string {
  const digits = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `${openingBracket}U+${digits}⟧`;
}
