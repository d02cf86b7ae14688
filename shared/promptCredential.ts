import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import { ActionableError } from './errors';

/** Whoever hands out tokens did not do so in time; trying again later may help. */
export class TokenTimeoutError extends ActionableError {}

/** Milliseconds for one token. */
export const tokenLimit = 10_000;

/** Milliseconds before its end at which a token is asked for anew. */
const margin = 300_000;

/**
 * A credential that the SDKs' clients can neither hang on nor die of. By itself one of `@azure/identity` minds no abort
 * signal, and a client lets all its requests wait for the one token request under way: here it has a time limit. And a
 * client renews a token near its end in the background, where nobody hears of a failure, so that the rejection ends the
 * process: here the token is kept, and is handed out as one that has ended, so that clients ask each time and wait.
 *
 * @see https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/core/core-rest-pipeline/src/util/tokenCycler.ts
 */
export class PromptCredential implements TokenCredential {
  #kept: { readonly key: string; readonly token: AccessToken } | undefined;

  constructor(
    readonly credential: TokenCredential,
    readonly limit = tokenLimit,
  ) {}

  /** @throws TokenTimeoutError, and what the credential throws, where no token is left that still holds */
  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken | null> {
    const key = JSON.stringify([scopes, options.tenantId, options.claims]);
    const kept = this.#kept?.key === key ? this.#kept.token : undefined;
    const left = (kept?.expiresOnTimestamp ?? 0) - Date.now();
    if (kept !== undefined && left > margin) return ended(kept);
    try {
      const token = await this.#withinLimit(this.credential.getToken(scopes, options));
      if (token === null) return null;
      this.#kept = { key, token };
      return ended(token);
    } catch (error) {
      if (kept === undefined || left <= 0) throw error;
      return ended(kept);
    }
  }

  async #withinLimit(answer: Promise<AccessToken | null>): Promise<AccessToken | null> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timeoutError(this.limit)), this.limit);
    });
    return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
  }
}

function ended(token: AccessToken): AccessToken {
  return { token: token.token, tokenType: token.tokenType ?? 'Bearer', expiresOnTimestamp: 0 };
}

function timeoutError(limit: number): TokenTimeoutError {
  return new TokenTimeoutError(
    `no token came within ${limit / 1000} s: in Azure the app's managed identity does not answer, elsewhere "az login" may help`,
  );
}
