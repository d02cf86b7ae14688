import { ActionableError } from '../../shared/errors';

/** Something on this machine keeps the local run from working; the message says what and how to put it right. */
export class LocalRunError extends ActionableError {}

/**
 * The error for a server that could not listen, whatever service it is.
 *
 * @param service what was to listen, as a person calls it
 */
export function listenError(service: string, port: number, cause: unknown): LocalRunError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return new LocalRunError(
      `Port ${port}, wanted by ${service}, is in use. Stop the program that holds it (an earlier run, perhaps), ` +
        'or take free ports: npm start -- --any-port.',
      { cause },
    );
  }
  if (code === 'EACCES') {
    return new LocalRunError(`Port ${port}, wanted by ${service}, is not allowed. Choose one above 1023.`, { cause });
  }
  return new LocalRunError(`Port ${port}, wanted by ${service}, could not be opened: ${String(cause)}`, { cause });
}
