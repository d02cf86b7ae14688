/**
 * A copy of a text. What is cut out of a long text otherwise keeps all of that in memory for as long as it is kept
 * itself: V8 makes it a view.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
