import { sha256 } from '../../../shared/storage/modelStore';
import type { BlobService } from '../world/blobService';
import { type TrainedModel, trainedModels } from './trainedModels';

const container = 'models';
const pointerName = 'resourceAccess/current.json';

/** What the model container offered from a time on. */
interface Offer {
  readonly from: number;
  /** A scorer that starts now finds a model. */
  readonly isUsable: boolean;
}

/**
 * What was in the model container at which time, read from the blobs alone: which versions were current while they
 * were whole, and when a scorer without a model could have had one.
 */
export class ModelHistory {
  /** Versions that were current and whole, and since when; milliseconds since 1970. */
  readonly #current = new Map<string, { readonly model: TrainedModel; readonly since: number }>();
  readonly #offers: Offer[] = [{ from: Number.NEGATIVE_INFINITY, isUsable: false }];
  readonly #storage: BlobService;

  constructor(storage: BlobService) {
    this.#storage = storage;
    storage.listeners.push((change) => change.container === container && this.#look());
  }

  /** The model of a version that was current by then; undefined where there was no such version. */
  modelOf(version: string, by: number): TrainedModel | undefined {
    const current = this.#current.get(version);
    return current && current.since <= by ? current.model : undefined;
  }

  /** The models of all versions that were ever current. */
  get versions(): readonly TrainedModel[] {
    return [...this.#current.values()].map(({ model }) => model);
  }

  /** Whether there was a good model to be had all the time. */
  wasUsable(from: number, to: number): boolean {
    const before = this.#offers.findLast((offer) => offer.from <= from);
    const within = this.#offers.filter((offer) => offer.from > from && offer.from <= to);
    return [before, ...within].every((offer) => offer?.isUsable);
  }

  #look(): void {
    const now = Date.now();
    const pointer = this.#json(pointerName);
    const version = String(pointer?.version);
    const model = this.#wholeModel(version);
    if (model !== undefined && !this.#current.has(version)) this.#current.set(version, { model, since: now });
    this.#offers.push({ from: now, isUsable: pointer?.format === 1 && model !== undefined });
  }

  #wholeModel(version: string): TrainedModel | undefined {
    const folder = `resourceAccess/versions/${version}`;
    const manifest = this.#json(`${folder}/manifest.json`);
    const bytes = this.#storage.read(container, `${folder}/model.bin`);
    if (bytes === undefined || manifest?.bytes !== bytes.length || manifest.sha256 !== sha256(bytes)) return undefined;
    return trainedModels.find((trained) => trained.sha256 === manifest.sha256);
  }

  #json(name: string): Record<string, unknown> | undefined {
    try {
      const value = JSON.parse(this.#storage.read(container, name)?.toString() ?? 'null');
      return typeof value === 'object' ? (value ?? undefined) : undefined;
    } catch {
      return undefined;
    }
  }
}
