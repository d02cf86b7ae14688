import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface PassingRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What becomes of a request before its service sees it: `reset` ends the connection instead. */
export type Interception = 'pass' | 'reset' | Answer;

/** Stands between a client and a service over plain http: watches, delays, answers in its place, cuts connections. */
export class InterceptingProxy {
  /** Asked when a request is complete, before it is passed on. */
  onReceived: (request: PassingRequest) => Interception | Promise<Interception> = () => 'pass';
  /** Asked when the service has answered, before the client hears of it. */
  onServed: (request: PassingRequest) => 'pass' | 'reset' | Promise<'pass' | 'reset'> = () => 'pass';
  /** Told when the client has been sent the answer. */
  onAnswered: (request: PassingRequest) => void = () => {};
  readonly #sockets = new Set<Socket>();
  readonly #underWay = new Set<Promise<unknown>>();
  #isCut = false;
  readonly #server = createServer((incoming, response) => {
    this.#serve(incoming, response).catch(() => incoming.socket.destroy());
  }).on('connection', (socket) => {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  });
  readonly #agent = new Agent({ keepAlive: false });

  /** @param target port of the service, on 127.0.0.1 */
  constructor(readonly target: number) {}

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection and refuses new ones, until {@link mend}; resolves when the service has nothing to do. */
  async cut(): Promise<void> {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
    await Promise.allSettled(this.#underWay);
  }

  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    await this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = incoming;
    const passing = { method, path, body: await buffer(incoming) };
    const interception = await this.onReceived(passing);
    if (interception === 'reset' || this.#isCut) throw new Error('reset');
    if (interception !== 'pass') {
      response.writeHead(interception.status, interception.headers).end(interception.body);
      return;
    }
    const served = this.#forward(incoming, passing.body);
    this.#underWay.add(served);
    const { answer, content } = await served.finally(() => this.#underWay.delete(served));
    if ((await this.onServed(passing)) === 'reset') throw new Error('reset');
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(content);
    this.onAnswered(passing);
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ answer: IncomingMessage; content: Buffer }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.target, method, path: url, headers, agent: this.#agent };
      request(options, (answer) => buffer(answer).then((content) => resolve({ answer, content }), reject))
        .on('error', reject)
        .end(body);
    });
  }
}
