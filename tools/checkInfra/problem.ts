import { type Position, positionText } from './position';

/** What is wrong at a place, and what mends it. */
export interface Problem {
  readonly at: Position;
  readonly message: string;
}

export function problemText({ at, message }: Problem): string {
  return `${positionText(at)} ${message}`;
}
