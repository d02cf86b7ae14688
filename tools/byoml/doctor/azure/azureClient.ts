import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpMethods,
  type Pipeline,
  redirectPolicyName,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { safeEndpoint } from '../../../../shared/loopback';
import { absent, type Fact, known, unknown } from '../fact';
import { listAt, textAt } from './answer';
import { refusal, transportFailure } from './refusal';

/** Milliseconds for one question, its retries and their waits included. */
const defaultTimeLimit = 30_000;
/** Pages of a list that are read; a list that has more is told as unknown, not cut. */
const maxPages = 200;

interface AzureClientOptions {
  readonly credential: TokenCredential;
  /** What a token is asked for. */
  readonly scope: string;
  readonly timeLimit?: number;
  /** Milliseconds before the first retry. */
  readonly retryDelay?: number;
}

/**
 * Asks a service of Azure over https (plain http on a loopback address) and answers with facts: whatever goes wrong is
 * one that tells why nothing is known. A redirection is not followed, and a next page is fetched from the same service
 * only: both would carry the token elsewhere.
 */
export class AzureClient {
  readonly #base: URL;
  readonly #options: Required<AzureClientOptions>;
  readonly #pipeline: Pipeline;
  readonly #http = createDefaultHttpClient();
  #token: Promise<string> | undefined;
  #clockSkew: number | undefined;

  /** @param base address of the service */
  constructor(base: string, options: AzureClientOptions) {
    const url = safeEndpoint(base);
    if (url === undefined) throw new RangeError('a service is spoken to over https, or on a loopback address');
    this.#base = url;
    this.#options = { timeLimit: defaultTimeLimit, retryDelay: 1_000, ...options };
    this.#pipeline = createPipelineFromOptions({
      retryOptions: { maxRetries: 3, retryDelayInMs: this.#options.retryDelay, maxRetryDelayInMs: 8_000 },
    });
    this.#pipeline.removePolicy({ name: redirectPolicyName });
  }

  /** Milliseconds by which this machine's clock is ahead of the service's; undefined while nothing was answered. */
  get clockSkew(): number | undefined {
    return this.#clockSkew;
  }

  get(path: string, apiVersion: string, parameters: Readonly<Record<string, string>> = {}): Promise<Fact<unknown>> {
    return this.#ask('GET', this.#address(path, { 'api-version': apiVersion, ...parameters }));
  }

  /** @param apiVersion undefined for a service that takes none */
  post(path: string, apiVersion?: string, body?: unknown): Promise<Fact<unknown>> {
    return this.#ask('POST', this.#address(path, apiVersion === undefined ? {} : { 'api-version': apiVersion }), body);
  }

  /** All pages of a list. */
  async list(
    path: string,
    apiVersion: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Fact<readonly unknown[]>> {
    const items: unknown[] = [];
    let next: URL | undefined = this.#address(path, { 'api-version': apiVersion, ...parameters });
    for (let page = 0; page < maxPages; page++) {
      const answer = await this.#ask('GET', next);
      if (answer.state !== 'known') return answer;
      items.push(...listAt(answer.value, 'value'));
      const link = textAt(answer.value, 'nextLink') ?? '';
      if (link === '') return known(items);
      if (!URL.canParse(link) || new URL(link).origin !== this.#base.origin) {
        return unknown(`${this.#base.host} names a next page of ${path} that is elsewhere`);
      }
      next = new URL(link);
    }
    return unknown(`${this.#base.host} has more than ${maxPages} pages of ${path}`);
  }

  #address(path: string, parameters: Readonly<Record<string, string>>): URL {
    const url = new URL(`${this.#base.origin}${path}`);
    // `$filter` is spelled as it is: not every service reads `%24filter`.
    url.search = Object.entries(parameters)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    return url;
  }

  async #ask(method: HttpMethods, url: URL, body?: unknown): Promise<Fact<unknown>> {
    const place = { host: this.#base.host, path: url.pathname };
    try {
      this.#token ??= this.#signIn();
      const { status, text } = await this.#send(method, url, await this.#token, body);
      if (status >= 200 && status < 300) return readJson(text, place.host);
      const problem = refusal(status, text, place);
      return problem === 'absent' ? absent : unknown(problem);
    } catch (error) {
      return unknown(transportFailure(error, place, this.#options.timeLimit));
    }
  }

  async #signIn(): Promise<string> {
    const token = await this.#options.credential.getToken(this.#options.scope);
    if (token === null) throw new Error('no token was given');
    return token.token;
  }

  async #send(method: HttpMethods, url: URL, token: string, body: unknown): Promise<{ status: number; text: string }> {
    const headers = createHttpHeaders({ authorization: `Bearer ${token}`, accept: 'application/json' });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const request = createPipelineRequest({
      url: url.href,
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      abortSignal: AbortSignal.timeout(this.#options.timeLimit),
      allowInsecureConnection: url.protocol === 'http:',
    });
    const sentAt = Date.now();
    const response = await this.#pipeline.sendRequest(this.#http, request);
    const date = Date.parse(response.headers.get('date') ?? '');
    // A retry takes long, and its answer tells less of the clock: the first answer counts.
    if (!Number.isNaN(date)) this.#clockSkew ??= (sentAt + Date.now()) / 2 - date;
    return { status: response.status, text: response.bodyAsText ?? '' };
  }
}

function readJson(text: string, host: string): Fact<unknown> {
  try {
    return known(JSON.parse(text));
  } catch {
    return unknown(`${host} answered with what is no JSON: is there a proxy in between that wants to be signed in to?`);
  }
}
