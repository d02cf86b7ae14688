import { ActionableError } from '../../errors';

/** A file that is not a model this version can use; the message names it, what is wrong, and the remedy. */
export class ModelFileError extends ActionableError {
  constructor(name: string, problem: string, remedy = 'train a new model', options?: ErrorOptions) {
    super(`model ${name} ${problem}: ${remedy}`, options);
  }
}
