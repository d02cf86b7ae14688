/** A number with its sign always, so that columns stand under each other; what rounds to 0 has a plus. */
export function signed(number: number, digits: number): string {
  const size = Math.abs(number).toFixed(digits);
  return `${number < 0 && Number(size) !== 0 ? '-' : '+'}${size}`;
}
