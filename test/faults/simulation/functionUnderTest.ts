import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppRegistry } from '../../../tools/local/functionHost/appRegistry';
import { provideCoreModule } from '../../../tools/local/functionHost/provideCoreModule';
import type {
  BindingInfo,
  Capabilities,
  FunctionMetadata,
  ProgrammingModel,
} from '../../../tools/local/functionHost/workerProtocol';

/** The function scoreEvents as it registers itself with the host, and the library that invokes it. */
export interface FunctionUnderTest {
  readonly metadata: FunctionMetadata;
  readonly triggerName: string;
  readonly trigger: BindingInfo;
  readonly programmingModel: ProgrammingModel;
  readonly capabilities: Capabilities;
  /** Of host.json. */
  readonly maxEventBatchSize: number;
}

/** Loads functions/scoreEvents.ts as the worker does. Once in a process, before anything has loaded `@azure/functions`. */
export async function loadFunctionUnderTest(): Promise<FunctionUnderTest> {
  const registry = new AppRegistry(() => {});
  provideCoreModule(registry.coreModule);
  await import('../../../functions/scoreEvents');
  const { metadata } = registry.functions.get('scoreEvents')!;
  const programmingModel = registry.programmingModel!;
  const [triggerName, trigger] = Object.entries(metadata.bindings).find(([, { direction }]) => direction === 'in')!;
  const host = JSON.parse(readFileSync(join(__dirname, '../../../host.json'), 'utf8'));
  return {
    metadata,
    triggerName,
    trigger,
    programmingModel,
    capabilities: (await programmingModel.getCapabilities?.({ TypedDataCollection: 'true' })) ?? {},
    maxEventBatchSize: host.extensions.eventHubs.maxEventBatchSize,
  };
}
