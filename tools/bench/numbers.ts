/** A whole number with its thousands set apart: 17,500,000. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** Three significant digits, never in powers of ten: 0.0312, 4.27, 359, 12,400. Whole numbers below 1000 as they are. */
export function significant(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value);
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
