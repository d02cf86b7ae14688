/** Names may have 1,024 characters; of so many an explanation shows these, in UTF-16 code units. */
export const longestName = 100;

/** A name as an explanation shows it: whole, or its beginning and an ellipsis. */
export function shortName(name: string): string {
  if (name.length <= longestName) return name;
  const start = name.slice(0, longestName - 1);
  const isCutWithin = (start.charCodeAt(start.length - 1) & 0xfc00) === 0xd800;
  return `${isCutWithin ? start.slice(0, -1) : start}…`;
}
