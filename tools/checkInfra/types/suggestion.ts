/** ` (did you mean x?)` where one of the names is a slip of the pen away; nothing where none is. */
export function suggestion(name: string, names: Iterable<string>): string {
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(name.length / 4)) + 1;
  for (const candidate of names) {
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest && edits < name.length) [best, fewest] = [candidate, edits];
  }
  return best === undefined ? '' : ` (did you mean ${best}?)`;
}

/** Levenshtein's distance: how many letters to put in, take out or change. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}
