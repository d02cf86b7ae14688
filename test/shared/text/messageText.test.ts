import fc from 'fast-check';
import { ActionableError } from '../../../shared/errors';
import { maxMessageLength, messageText } from '../../../shared/text/messageText';
import { hostileText, unseenIn } from '../../support/hostileText';

describe('messageText', () => {
  it('makes one line of several, and shows what is not seen', () => {
    expect(messageText(' one\r\n  two\u2028three\u001b[2J\u202e ')).toBe('one two three⟦U+001B⟧[2J⟦U+202E⟧');
  });

  it('keeps an ordinary message', () => {
    for (const message of [
      'MODEL_STORAGE is missing; it takes AccountName=…;AccountKey=…. Bearer token authentication failed.',
      'Basic authentication is not supported, and Authorization is missing: use a token',
      'abfss://models@account.dfs.core.windows.net, https://host:8080/path?to=a@b.example and sb://x.servicebus.windows.net/',
      'mail bob@example.com: signature, design=yes, C:\\new\\signed=1',
    ]) {
      expect(messageText(message)).toBe(message);
    }
  });

  it('is bounded, and cuts no character in two', () => {
    const message = messageText('🗝'.repeat(5000));
    expect(message.length).toBeLessThanOrEqual(maxMessageLength);
    expect(message).toMatch(/^🗝+…$/u);
  });

  it.each([' ', 'eyJ-', 'sig ', 'Bearer ', '\n', '\u200b'])('takes no time to speak of for megabytes of %j', (unit) => {
    expect(messageText(unit.repeat(4_000_000 / unit.length)).length).toBeLessThanOrEqual(maxMessageLength);
  });

  it.each([
    'sig',
    'sig=',
    'sig=\\',
    'sig\\',
    'sig\\"',
    'sig = ',
    '\\',
    '\\u0022',
    '\\nsig',
    '%3Dsig',
    'Authorization: Basic ',
    'Authorization',
    'Authorization\\',
    'x://',
    '://a:',
    '://:@',
    ':@',
    ':\\/\\/',
    ':\\',
    'a.',
    'IDENTITY-HEADER',
    'eyJaaaaaaaa.',
    'eyJ-',
    'eyJ',
  ])('takes no time to speak of for 64 KB of %j, whatever stands before it', (unit) => {
    for (const prefix of ['', 'sig', 'sig=', 'sig = "', '://', '://a:', 'Authorization: Basic ']) {
      const text = `${prefix}${unit.repeat(65_000 / unit.length)}`;
      const begin = performance.now();
      messageText(text);
      expect(performance.now() - begin).toBeLessThan(250);
    }
  });

  const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ=';
  it.each([
    `authorization: Bearer ${secret}`,
    `{"Authorization":"Bearer ${secret}"}`,
    `Authorization: SharedKey account:${secret}`,
    `https://a.blob.core.windows.net/models?sv=1&sig=${secret}&sp=r`,
    `https%3A%2F%2Fa%3Fsig%3D${secret}`,
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret};EndpointSuffix=x`,
    `accountkey = "${secret}"`,
    `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=${secret}`,
    `SharedAccessSignature sr=sb%3A&sig=${secret}&se=1&skn=n`,
    `"access_token":"${secret}"`,
    `grant_type=refresh_token&refresh_token=${secret}&scope=x`,
    `X-IDENTITY-HEADER: ${secret}`,
    `IDENTITY_HEADER=${secret}`,
    `Authorization: Basic ${secret}`,
    `{"proxy-authorization": "basic ${secret}"}`,
    `{\\"Authorization\\":\\"Basic ${secret}\\"}`,
    `https://user:${secret}@host/path`,
    `https://user:p@${secret}@host/path`,
    `"https:\\/\\/:${secret}@host"`,
    `{\\"AccountKey\\":\\"${secret}\\"}`,
    `{\\\\\\"AccountKey\\\\\\": \\\\\\"${secret}\\\\\\"}`,
    `{\\u0022AccountKey\\u0022:\\u0022${secret}\\u0022}`,
    `{"url":"https://a/models?sv=1\\u0026sig=${secret}\\u0026sp=r"}`,
    `"one\\nAccountKey=${secret}"`,
    `the token was eyJhbGciOiJub25lIn0..eyJhbGci.x.${secret}`,
    `the token was eyJ${secret.replace('=', '')}.eyJ${secret.replace('=', '')}.abc`,
  ])('hides the secret in %j', (text) => {
    expect(messageText(text)).not.toContain(secret.slice(0, 12));
    expect(new ActionableError(text).message).not.toContain(secret.slice(0, 12));
    expect(new ActionableError(text).stack).not.toContain(secret.slice(0, 12));
  });

  it('finds nothing more to hide the second time, even where a secret was cut', () => {
    const piece = fc.constantFrom(
      ...['sig', 'AccountKey', 'Authorization', 'Basic ', 'Bearer ', 'eyJaaaaaaaa.', 'x', 'u0022', 'u003D', '%3D'],
      ...['=', ':', '"', "'", '\\', '/', '//', '@', '…', ' ', '&', ';', ',', '.', 'n', 'abcdefghijkl'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 3, max: 80 }), (pieces, length) => {
        const message = messageText(pieces.join(''), length);
        expect(messageText(message, length)).toBe(message);
      }),
      // What is no token of twelve characters until the cut adds one.
      { numRuns: 5_000, examples: [[['Bearer ', 'n', '/', '&', 'x', '…', 'Bearer ', 'sig'], 20]] },
    );
  });

  it('is one bounded line of characters one can see, and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 40 }), (parts) => {
        const message = messageText(parts.join('\n'));
        expect(message.length).toBeLessThanOrEqual(maxMessageLength);
        expect(unseenIn(message)).toEqual([]);
        expect(messageText(message)).toBe(message);
      }),
      { numRuns: 2_000 },
    );
  });
});
