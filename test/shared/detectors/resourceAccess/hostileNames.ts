import fc from 'fast-check';

/** Pieces of which some are prefixes of others, in one to four bytes a character, NUL and the end of each plane. */
const pieces = ['', '\0', 'a', 'ab', 'é', '\u07ff', '\uffff', '\ufeff', '😀', '\u{10ffff}', 'contoso\\', '\uE000'];

/** Well-formed names that share their beginnings, and any others. */
export const hostileName = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }).map((name) => name.toWellFormed()),
);
