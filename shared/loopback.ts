/** Whether a URL's host is this machine; `hostname` as `URL` gives it, which spells `127.1` and `0x7f.1` out. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The address of a service that may be spoken to: https, or http on a loopback address, with nothing in it to sign in
 * with. Undefined for any other text.
 */
export function safeEndpoint(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /[?#]/.test(url.href)) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : undefined;
}
