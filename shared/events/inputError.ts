import { ActionableError } from '../errors';

/** Input that cannot be read: a file or blob that is damaged, vanished or in another form. The message names it. */
export class InputError extends ActionableError {}
