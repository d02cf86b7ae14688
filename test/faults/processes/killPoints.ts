import type { PassingRequest } from './interceptingProxy';

/** A moment in the exchange of a request: the service has not seen it, or has served it unheard, or was heard. */
export type Stage = 'received' | 'served' | 'answered';

/** A moment in which a process is killed, as a request of it passes. */
export interface RequestKillPoint {
  readonly name: string;
  readonly service: 'storage' | 'ingestion';
  readonly stage: Stage;
  /** Whether the kill is meant for this request. */
  readonly matches: (request: PassingRequest) => boolean;
  /** What must be under way for the request to come. */
  readonly needs: 'messages' | 'unreadable' | 'retraining';
}

/** A moment in which a process is killed, by the clock: milliseconds after its start, or after an invocation began. */
export interface TimedKillPoint {
  readonly name: string;
  readonly after: 'spawn' | 'ready' | 'invocation';
  /** The kill comes at random within so many milliseconds. */
  readonly within: number;
}

export type KillPoint = RequestKillPoint | TimedKillPoint;

const puts = (path: RegExp) => (request: PassingRequest) => request.method === 'PUT' && path.test(request.path);

const stageNames: Readonly<Record<Stage, string>> = {
  received: 'not yet stored',
  served: 'stored, answer on its way',
  answered: 'stored and answered',
};

export const killPoints: readonly KillPoint[] = [
  { name: 'at start', after: 'spawn', within: 900 },
  { name: 'at any time', after: 'ready', within: 3_000 },
  { name: 'mid-batch', after: 'invocation', within: 40 },
  ...points('upload', 'ingestion', 'messages', () => true, ['received', 'served', 'answered']),
  ...points('checkpoint', 'storage', 'messages', puts(/\/checkpoint\/\d+\b/), ['received', 'served']),
  ...points('dead letters', 'storage', 'unreadable', puts(/\/dead-letters\/.+\.jsonl/), ['received', 'served']),
  ...points('aggregate of a day', 'storage', 'retraining', puts(/\/aggregates\//), ['received', 'served']),
  ...points('model file', 'storage', 'retraining', puts(/\/model\.bin/), ['received', 'served']),
  ...points('manifest', 'storage', 'retraining', puts(/\/manifest\.json/), ['received', 'served']),
  ...points('pointer', 'storage', 'retraining', puts(/\/current\.json/), ['received', 'served']),
];

function points(
  what: string,
  service: RequestKillPoint['service'],
  needs: RequestKillPoint['needs'],
  matches: RequestKillPoint['matches'],
  stages: readonly Stage[],
): RequestKillPoint[] {
  return stages.map((stage) => ({ name: `${what} ${stageNames[stage]}`, service, stage, matches, needs }));
}
