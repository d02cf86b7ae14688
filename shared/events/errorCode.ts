/** The `code` Node gives its errors, such as `ENOENT` or `Z_BUF_ERROR`; `""` where there is none. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
