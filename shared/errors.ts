import { messageText } from './text/messageText';

/**
 * An error a person can act on: its message names what is wrong (the file, line, blob or setting) and the remedy, so
 * it is shown without a stack trace. Every error this project expects extends it; anything else is a defect.
 *
 * The message is one line without secrets, whatever text from outside went into it: see {@link messageText}.
 */
export class ActionableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(messageText(message), options);
    this.name = new.target.name;
  }
}
