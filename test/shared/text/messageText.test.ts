import fc from 'fast-check';
import { ActionableError } from '../../../shared/errors';
import { maxMessageLength, messageText } from '../../../shared/text/messageText';
import { hostileText, unseenIn } from '../../support/hostileText';

describe('messageText', () => {
  it('makes one line of several, and shows what is not seen', () => {
    expect(messageText(' one\r\n  two\u2028three\u001b[2J\u202e ')).toBe('one two three⟦U+001B⟧[2J⟦U+202E⟧');
  });

  it('keeps an ordinary message', () => {
    const message =
      'MODEL_STORAGE is missing; it takes AccountName=…;AccountKey=…. Bearer token authentication failed.';
    expect(messageText(message)).toBe(message);
  });

  it('is bounded, and cuts no character in two', () => {
    const message = messageText('🗝'.repeat(5000));
    expect(message.length).toBeLessThanOrEqual(maxMessageLength);
    expect(message).toMatch(/^🗝+…$/u);
  });

  it.each([' ', 'eyJ-', 'sig ', 'Bearer ', '\n', '\u200b'])('takes no time to speak of for megabytes of %j', (unit) => {
    expect(messageText(unit.repeat(4_000_000 / unit.length)).length).toBeLessThanOrEqual(maxMessageLength);
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
    `the token was eyJ${secret.replace('=', '')}.eyJ${secret.replace('=', '')}.abc`,
  ])('hides the secret in %j', (text) => {
    expect(messageText(text)).not.toContain(secret.slice(0, 12));
    expect(new ActionableError(text).message).not.toContain(secret.slice(0, 12));
    expect(new ActionableError(text).stack).not.toContain(secret.slice(0, 12));
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
