import type { ContainerClient } from '@azure/storage-blob';
import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';
import { PublishConflictError } from '../../../shared/storage/modelErrors';
import { modelBlobs } from '../../../shared/storage/modelLayout';
import { ModelSource } from '../../../shared/storage/modelSource';
import { readCurrent } from '../../../shared/storage/modelStore';
import { publishModel } from '../../../shared/storage/publishModel';
import { type Fault, overwrite, StorageFixture } from './storageFixture';

const DETECTOR = 'resourceAccess';
const at = (second: number) => new Date(Date.parse('2026-11-20T02:30:00Z') + second * 1000);

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const publish = (container: ContainerClient, model: string, now: Date) =>
  publishModel(container, DETECTOR, Buffer.from(model), { model }, now);

/** What a scorer that starts now would use. */
async function scored(container: ContainerClient): Promise<string | undefined> {
  const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  const warnings: Error[] = [];
  const source = new ModelSource({ container, detector: DETECTOR, decode });
  const loaded = await source.current(at(1e6), (error) => warnings.push(error));
  expect(warnings).toEqual([]);
  return loaded?.model;
}

/** Counts requests, and does to the k-th what the fault says. */
function atRequest(k: number, fault: Fault) {
  const counter = { requests: 0 };
  storage.fault = () => (counter.requests++ === k ? fault : undefined);
  return counter;
}

describe.each<[Fault]>([['lostRequest'], ['lostAnswer']])('a trainer that dies at any request (%s)', (fault) => {
  it.each([
    'the first model',
    'a later model',
    'a model after a damaged pointer',
  ])('publishing %s', async (situation) => {
    for (let k = 0, requests = Number.POSITIVE_INFINITY; k < requests; k++) {
      const container = storage.newContainer();
      if (situation !== 'the first model') await publish(container, 'monday', at(0));
      const isDamaged = situation === 'a model after a damaged pointer';
      if (isDamaged) await overwrite(container, modelBlobs.pointer(DETECTOR), '{');
      const before = situation === 'a later model' ? 'monday' : undefined;

      const counter = atRequest(k, fault);
      const died = await publish(container, 'tuesday', at(1)).then(
        () => false,
        () => true,
      );
      const reached = counter.requests;
      storage.fault = () => undefined;
      if (!died) requests = reached;
      else if (!isDamaged || (await isPointerWhole(container))) {
        expect([before, 'tuesday']).toContain(await scored(container));
      }
      await publish(container, 'wednesday', at(2));
      expect(await scored(container)).toBe('wednesday');
      if (!died) expect(k).toBeGreaterThan(5);
    }
  }, 60_000);
});

const isPointerWhole = (container: ContainerClient) =>
  readCurrent(container, DETECTOR).then(
    () => true,
    () => false,
  );

/** Lets one of several parties go on at a time, each from one storage request to its next, as `choose` says. */
class Turns {
  readonly #waiting = new Map<string, () => void>();
  #running: number;
  readonly #choose: (count: number) => number;

  constructor(parties: number, choose: (count: number) => number) {
    this.#running = parties;
    this.#choose = choose;
  }

  wait(party: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(party, resolve);
      this.#pause();
    });
  }

  end(): void {
    this.#pause();
  }

  #pause(): void {
    if (--this.#running > 0 || this.#waiting.size === 0) return;
    const parties = [...this.#waiting.keys()].sort();
    const chosen = parties[this.#choose(parties.length)]!;
    const go = this.#waiting.get(chosen)!;
    this.#waiting.delete(chosen);
    this.#running = 1;
    go();
  }
}

interface Trainer {
  readonly name: string;
  readonly model: string;
  readonly now: Date;
}

/** Runs two trainers against each other; `choose` orders those of their requests whose path matches. */
async function race(trainers: readonly Trainer[], gated: RegExp, choose: (count: number) => number) {
  const container = storage.newContainer();
  await publish(container, 'before', at(0));
  const turns = new Turns(trainers.length, choose);
  storage.fault = async ({ path, userAgent }) => {
    if (gated.test(path)) await turns.wait(userAgent.slice(0, 1));
    return undefined;
  };
  const results = await Promise.allSettled(
    trainers.map(({ name, model, now }) =>
      publish(storage.client(container.containerName, name), model, now).finally(() => turns.end()),
    ),
  );
  storage.fault = () => undefined;
  const current = await readCurrent(container, DETECTOR);
  return { results, pointer: current!.pointer, model: await scored(container) };
}

/** The model that is current is one whose trainer was told so; another that was told so is the one it replaced. */
function expectOneWinner({ results, pointer, model }: Awaited<ReturnType<typeof race>>, trainers: readonly Trainer[]) {
  const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(won.map(({ version }) => version)).toContain(pointer.version);
  for (const { version } of won) expect([pointer.version, pointer.previous]).toContain(version);
  expect(trainers.map((trainer) => trainer.model)).toContain(model);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(PublishConflictError);
  }
  return results.length - won.length;
}

const a = { name: 'a', model: 'one', now: at(10) };
const pairs: [string, Trainer[]][] = [
  ['of two models of the same second', [a, { name: 'b', model: 'two', now: at(10) }]],
  ['of an earlier and a later model', [a, { name: 'b', model: 'two', now: at(20) }]],
  ['of the same model of the same second', [a, { name: 'b', model: 'one', now: at(10) }]],
];

describe('two trainers at once', () => {
  it.each(pairs)(
    'make one pointer win, in every order of their requests for it: %s',
    async (_, trainers) => {
      let orders = 0;
      let losers = 0;
      for (const choose of everyOrder()) {
        losers += expectOneWinner(await race(trainers, /current\.json/, choose), trainers);
        orders++;
      }
      expect(orders).toBeGreaterThanOrEqual(6);
      if (trainers[0]!.model === trainers[1]!.model) expect(losers).toBe(0);
      else expect(losers).toBeGreaterThan(0);
    },
    60_000,
  );

  it.each(pairs)(
    'make one pointer win, in forty orders of all their requests: %s',
    async (_, trainers) => {
      for (let seed = 0; seed < 40; seed++) {
        const random = new MersenneTwister(seed);
        expectOneWinner(await race(trainers, /./, (count) => random.integerBelow(count)), trainers);
      }
    },
    60_000,
  );
});

/** Choosers that make every sequence of choices, each once, depth first. */
function* everyOrder(): Generator<(count: number) => number> {
  let path: { choice: number; count: number }[] = [];
  do {
    let depth = 0;
    yield (count) => {
      path[depth] ??= { choice: 0, count };
      return path[depth++]!.choice;
    };
    while (path.length > 0 && path.at(-1)!.choice + 1 === path.at(-1)!.count) path = path.slice(0, -1);
    if (path.length > 0) path.at(-1)!.choice++;
  } while (path.length > 0);
}
