import type { Estimate } from '../../shared/evaluation/figures/estimate';

/** `0.912 [0.880 0.940]`; `-` where there is no figure, and without the brackets where there is no interval. */
export function figureText(estimate: Estimate): string {
  return estimateText(estimate, (value) => value.toFixed(3), '');
}

/** `45 % [38 52]`; with a decimal below 10 %. */
export function percentText(estimate: Estimate): string {
  return estimateText(estimate, (value) => (100 * value).toFixed(value > 0 && value < 0.1 ? 1 : 0), ' %');
}

function estimateText({ value, low, high }: Estimate, text: (value: number) => string, unit: string): string {
  if (Number.isNaN(value)) return '-';
  const interval = Number.isNaN(low) ? '' : ` [${text(low)} ${text(high)}]`;
  return `${text(value)}${unit}${interval}`;
}
