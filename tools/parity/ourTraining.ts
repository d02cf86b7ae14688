// Our side, in a process of its own: trains on a file of rows (caseFiles.ts) and writes the model.

import { writeFileSync } from 'node:fs';
import { trainAccessAnomaly } from '../../shared/detectors/resourceAccess/accessAnomaly';
import { encodeModel } from '../../shared/detectors/resourceAccess/modelFile';
import type { GivenParameters } from '../../shared/detectors/resourceAccess/parameters';
import type { TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';
import { answerRequests } from '../bench/answerRequests';
import { peakMegabytes } from '../bench/peakMemory';
import { readRows } from './caseFiles';

export interface OurRequest {
  readonly rows: string;
  readonly parameters: GivenParameters;
  readonly threads: number;
  /** File to write the model to. */
  readonly model: string;
}

/** What a side's training took. */
export interface TrainingCost {
  readonly seconds: number;
  /** Of all processors together, whatever else they did; null where the system does not tell. */
  readonly processorSeconds: number | null;
  readonly peakMegabytes: number | null;
}

async function train({ rows: file, parameters, threads, model: target }: OurRequest): Promise<TrainingCost> {
  const rows: TrainingPair[] = [];
  for await (const row of readRows(file)) rows.push(row);
  const processor = process.cpuUsage();
  const started = performance.now();
  const model = trainAccessAnomaly(rows, parameters, [], { threads });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const peak = peakMegabytes();
  writeFileSync(target, encodeModel(model));
  return { seconds, processorSeconds: (user + system) / 1e6, peakMegabytes: peak };
}

answerRequests(train);
