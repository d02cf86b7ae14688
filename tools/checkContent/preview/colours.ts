/** Names of colours in workbooks, about as the portal shows them. */
const named: Readonly<Record<string, string>> = {
  redBright: '#e00b1c',
  red: '#d13438',
  orange: '#f7a14a',
  yellow: '#f5d547',
  green: '#4aa564',
  blue: '#3a7bd5',
  gray: '#9e9e9e',
};

const series = ['#3a7bd5', '#009e73', '#cc79a7', '#f7a14a', '#56b4e9', '#9e9e9e'];

export function namedColour(name: string): string {
  return named[name] ?? named.gray!;
}

/** Of a series that is given no colour, by its place. */
export function seriesColour(index: number): string {
  return series[index % series.length]!;
}
