const longestName = 60;

/** Rarer than this, a chance is but extrapolated. */
const rarestShown = 1_000_000;

/** A p-value in words; a dash where there is none. */
export function chance(pValue: number | null): string {
  if (pValue === null) return '-';
  if (pValue > 0.5) return 'usual';
  const oneIn = Math.round(1 / pValue);
  return oneIn > rarestShown ? 'under 1 in a million' : `1 in ${oneIn.toLocaleString('en')}`;
}

/** Names come from the network: nothing in them may move the cursor, turn the text round or fill the screen. */
export function shownName(name: string, longest = longestName): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** Rows of cells as lines whose columns stand under each other. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}
