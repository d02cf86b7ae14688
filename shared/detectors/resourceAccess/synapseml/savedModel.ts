import { ActionableError } from '../../../errors';

/** A saved model that cannot be taken over; the message names the frame, what is wrong with it, and the remedy. */
export class SavedModelError extends ActionableError {
  constructor(where: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${where} ${problem}: ${remedy}`, options);
  }
}

/** Rows of a frame that each name a user, or a resource, of a tenant. Spark keeps rows without a name, and never finds them. */
export interface SavedNames {
  /** What to call the frame in an error. */
  readonly where: string;
  readonly tenants: readonly (string | null)[];
  readonly names: readonly (string | null)[];
}

export interface SavedVectors extends SavedNames {
  /** The folded vector of each row, see {@link foldedVectors}; null for a row that Spark finds no vector in. */
  readonly vectors: readonly (ArrayLike<number> | null)[];
}

export interface SavedComponents extends SavedNames {
  /** Connected component of each row, whole numbers. */
  readonly components: readonly number[];
}

export interface SavedPairs {
  readonly tenants: readonly (string | null)[];
  readonly users: readonly (string | null)[];
  readonly resources: readonly (string | null)[];
}

/** What SynapseML's AccessAnomalyModel.save writes, in columns. */
export interface SavedModel {
  readonly users: SavedVectors;
  readonly resources: SavedVectors;
  /** Both null where every user may be compared with every resource. */
  readonly userComponents: SavedComponents | null;
  readonly resourceComponents: SavedComponents | null;
  /** Pairs that score 0. */
  readonly history: SavedPairs | null;
}
