import type { Position } from '../position';

/** A mistake to be put into a template, and the message that tells of it. */
export interface PlantedFault {
  readonly kind: FaultKind;
  readonly at: Position;
  /** What stands there, and what is to stand there instead. */
  readonly replace: string;
  readonly by: string;
  /** What a problem says that finds it. */
  readonly found: RegExp;
}

export const faultKinds = [
  'misspelt property',
  'missing required property',
  'wrong value of a list',
  'unknown API version',
  'dangling reference',
  'unused parameter',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The text with the mistake in it; undefined where what is to be replaced does not stand there. */
export function plant(text: string, { at, replace, by }: PlantedFault): string | undefined {
  const lines = text.split('\n');
  const line = lines[at.line - 1];
  if (line === undefined || !line.startsWith(replace, at.column - 1)) return undefined;
  lines[at.line - 1] = line.slice(0, at.column - 1) + by + line.slice(at.column - 1 + replace.length);
  return lines.join('\n');
}
