import { ActionableError } from '../../../shared/errors';
import { type Position, positionText } from '../position';

/** A text that is no Bicep: where it stops to be, and what is expected there. */
export class BicepSyntaxError extends ActionableError {
  constructor(
    readonly at: Position,
    readonly reason: string,
  ) {
    super(`${positionText(at)} ${reason}`);
  }
}
