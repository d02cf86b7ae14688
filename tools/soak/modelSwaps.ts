import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { AccessAnomalyModel } from '../../shared/detectors/resourceAccess/model';
import { fileShareReader } from '../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../shared/events/identity';
import type { BlobConnection } from '../../shared/settings';
import { containerClient } from '../../shared/storage/containerClient';
import { publishModel } from '../../shared/storage/publishModel';
import type { SecurityEventRow } from '../sample/securityEventRow';

/** Two models of the same rows that score differently, published in turns. */
export class ModelSwaps {
  readonly models: readonly AccessAnomalyModel[];
  /** Which model each published version is, by its index. */
  readonly modelOf = new Map<string, number>();
  readonly #files: readonly Uint8Array[];
  readonly #connection: BlobConnection;

  constructor(rows: readonly SecurityEventRow[], connection: BlobConnection) {
    this.#connection = connection;
    const trained = [0, 1].map((seed) => train(rows, seed));
    this.models = trained.map(({ model }) => model);
    this.#files = trained.map(({ bytes }) => bytes);
  }

  /** Publishes the model whose turn it is. */
  async publishNext(): Promise<void> {
    const index = this.modelOf.size % this.#files.length;
    const container = containerClient(this.#connection, 'models');
    const { version } = await publishModel(container, resourceAccess.name, this.#files[index]!, {}, new Date());
    this.modelOf.set(version, index);
  }
}

function train(rows: readonly SecurityEventRow[], seed: number) {
  const memory = resourceAccess.remember();
  const read = fileShareReader(defaultIdentityRules);
  for (const row of rows) {
    const reading = read(row);
    if ('access' in reading) memory.add(reading.access);
  }
  const model = resourceAccess.train(memory, { scorer: 'accessAnomaly', seed });
  const description = {
    detector: resourceAccess.name,
    identity: defaultIdentityRules,
    window: memory.window,
    accesses: memory.total,
    quality: resourceAccess.check(model, memory),
  };
  return { model, bytes: resourceAccess.encode({ model, description }) };
}
