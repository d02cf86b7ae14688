/** A number with its sign always, so that columns stand under each other. */
export function signed(number: number, digits: number): string {
  return `${number < 0 ? '-' : '+'}${Math.abs(number).toFixed(digits)}`;
}
