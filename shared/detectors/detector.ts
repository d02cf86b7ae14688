import type { Access, RowReader } from '../events/access';
import type { IdentityRules } from '../events/identity';
import type { Column } from './column';

/** A score in standard deviations, higher being more anomalous, or null with the reason why there is none. */
export interface Score<Reason extends string = string> {
  readonly score: number | null;
  readonly reason: Reason;
}

/** Accesses of one user to one resource that arrived together, in the order of their arrival; never empty. */
export type AccessGroup = readonly [Access, ...Access[]];

/** What a model says of itself, stored in its file: how rows were read, what it learnt from, how well it fits. */
export interface ModelDescription {
  readonly detector: string;
  /** How rows were read; null for pairs that were named by somebody else. */
  readonly identity: IdentityRules | null;
  /** Times of the first and last access learnt from (ISO 8601, UTC); null where accesses carry no time. */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** Number of accesses learnt from. */
  readonly accesses: number;
  readonly quality: Readonly<Record<string, number>>;
  /** Version of the model that training started from; left out where it began anew. */
  readonly warmStartedFrom?: string | undefined;
}

export interface DescribedModel<Model> {
  readonly model: Model;
  readonly description: ModelDescription;
}

/** What a finding tells beside the accesses and their score. */
export interface FindingContext {
  /** Key of the finding, see {@link recordId}. */
  readonly recordId: string;
  /** Version of the model that scored; empty while there is none. */
  readonly modelVersion: string;
  /** ISO 8601, UTC. */
  readonly scoredAt: string;
}

/** What a detector has seen of accesses, and how much that was. */
export interface AccessMemory {
  /** Number of accesses. */
  readonly total: number;
  /** Times of the first and the last access (ISO 8601, UTC); null where there is none, or none that has a time. */
  readonly window: { readonly from: string; readonly to: string } | null;
}

/** Accesses of one UTC day, gathered apart from all others: what is kept of them from one night to the next. */
export interface AccessPart {
  /** Start of the day, milliseconds since 1970. */
  readonly midnight: number;
  /** Number of accesses. */
  readonly total: number;
}

/** Parts as they were encoded, and the JSON value that was encoded with them. */
export interface DecodedParts<Part extends AccessPart> {
  readonly content: unknown;
  readonly parts: readonly Part[];
}

/**
 * A memory that accesses are added to: one by one, or in parts, which can be stored. In which order, and in which of the
 * two ways, makes no difference to what is learnt from it.
 */
export interface GrowingMemory<Part extends AccessPart = AccessPart> extends AccessMemory {
  add(access: Access): void;
  /** An empty part, to which accesses of its UTC day only may be added. */
  gather(midnight: number): { add(access: Access): void; finish(): Part };
  /** @param part that this very memory has gathered or decoded */
  merge(part: Part): void;
  encode(parts: readonly Part[], content: unknown): Uint8Array;
  /** @throws ActionableError naming `name` when the bytes are not whole, or not those of parts of this detector. */
  decode(bytes: Uint8Array, name: string): DecodedParts<Part>;
}

/** How a detector trains. */
export interface TrainingOptions<Model> {
  /** Threads the work may be shared out to; of no effect on the model. */
  readonly threads?: number;
  /** A model that training starts from, of an earlier window say. */
  readonly startFrom?: Model | undefined;
}

/**
 * A notion of what is normal: how it reads rows, what it remembers of accesses, how it learns, its model's file and
 * scores, and the table its findings go to. Detectors are pure: a model is a function of (accesses, parameters, the model
 * it started from if any), a score one of (access, model), bit for bit.
 */
export interface Detector<Memory extends AccessMemory, Parameters, Model, Row> {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Reads rows, in training and in scoring alike, so that both name an access the same. */
  reader(identity: IdentityRules): RowReader;
  /**
   * Raised whenever the same rows would be read as other accesses, or their parts be encoded otherwise: what other
   * formats have kept is then read anew.
   */
  readonly partFormat: number;
  /** An empty memory of accesses. */
  remember(): Memory & GrowingMemory;
  /**
   * @throws TrainingError when there is nothing, or too little, to learn from, or an obstacle to start from a model.
   */
  train(memory: Memory, parameters: Parameters, history?: undefined, options?: TrainingOptions<Model>): Model;
  /** Why training by these parameters cannot start from a model, in a clause about it; null if it can. */
  obstacleToStart(model: Model, parameters: Parameters): string | null;
  /** Figures of how well the model fits what it learnt from. @throws ModelCheckError when it must not be used. */
  check(model: Model, memory: Memory): Readonly<Record<string, number>>;
  encode(described: DescribedModel<Model>): Uint8Array;
  /** @throws ModelFileError naming `name` when the bytes are not a whole, known model file of this detector. */
  decode(bytes: Uint8Array, name: string): DescribedModel<Model>;
  score(model: Model | undefined, access: Pick<Access, 'tenant' | 'user' | 'resource'>): Score;
  finding(accesses: AccessGroup, score: Score, context: FindingContext): Row;
}
