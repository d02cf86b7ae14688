import { tableText } from '../../../shared/text/tableText';
import { escaped } from '../../evaluate/charts/markup';

/** A value as a grid shows it, as text that cannot be markup: names come from events. */
export function cellText(value: unknown): string {
  return escaped(tableText(plainText(value)));
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? text.slice(0, 16).replace('T', ' ') : text;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(3)));
}
