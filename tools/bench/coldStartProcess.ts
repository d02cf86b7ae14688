import { readFileSync } from 'node:fs';
import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import { eventHubInputs } from '../local/functionHost/eventHubInput';
import { invokeFunction } from '../local/functionHost/invokeFunction';
import { loadFunctionApp } from '../local/functionHost/loadFunctionApp';
import { LocalRunError } from '../local/localRunError';

/** What one cold start took, in milliseconds since the process began. */
export interface ColdStartTimes {
  /** Until what stands for the worker was ready to load the app: Node.js itself, above all. */
  readonly beganMilliseconds: number;
  /** Until the app was loaded and had registered its functions. */
  readonly loadedMilliseconds: number;
  /** Until `scoreEvents` was done with its first batch: model loaded, findings delivered. */
  readonly firstBatchMilliseconds: number;
  /** Of all that, how long processors were at work; the rest is waiting for answers. */
  readonly processorMilliseconds: number;
}

// A process of its own, started by coldStart: its arguments are the app's folder and a file with the bodies of a batch.

async function main(folder: string, messagesFile: string): Promise<void> {
  const bodies: string[] = JSON.parse(readFileSync(messagesFile, 'utf8'));
  const events = bodies.map(receivedEvent);
  const beganMilliseconds = performance.now();
  const app = await loadFunctionApp({ folder, env: process.env, log: () => {} });
  const loadedMilliseconds = performance.now();
  const scoreEvents = app.functions.find(({ metadata }) => metadata.name === 'scoreEvents')!;
  const [input] = eventHubInputs(events, partition, scoreEvents.trigger, app.capabilities);
  const { error } = await invokeFunction(app, scoreEvents, {
    inputData: [{ name: scoreEvents.triggerName, data: input!.data }],
    triggerMetadata: input!.metadata,
  });
  const firstBatchMilliseconds = performance.now();
  if (error !== undefined) throw new LocalRunError(`The first batch was not scored: ${error}`);
  const { user, system } = process.cpuUsage();
  const processorMilliseconds = (user + system) / 1000;
  const times: ColdStartTimes = {
    beganMilliseconds,
    loadedMilliseconds,
    firstBatchMilliseconds,
    processorMilliseconds,
  };
  process.stdout.write(JSON.stringify(times), () => process.exit());
}

const partition = {
  fullyQualifiedNamespace: 'localhost',
  eventHubName: 'am-securityevent',
  consumerGroup: 'byoml-scorer',
  partitionId: '0',
} as PartitionContext;

function receivedEvent(body: string, index: number): ReceivedEventData {
  return {
    body: Buffer.from(body),
    offset: String(index),
    sequenceNumber: index,
    enqueuedTimeUtc: new Date(),
  } as ReceivedEventData;
}

main(process.argv[2]!, process.argv[3]!).catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
