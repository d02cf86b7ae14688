import type { Access, RowReader } from '../events/access';
import type { IdentityRules } from '../events/identity';
import type { Column } from './column';
import type { Evaluation, Unjudged } from './evaluation';

/** A score, higher being more anomalous, or null with the reason why there is none. */
export interface Score<Reason extends string = string> {
  readonly score: number | null;
  readonly reason: Reason;
  /** Chance that a legitimate first-time access scores as high, in (0, 1]; left out where the model cannot tell. */
  readonly pValue?: number;
}

/** Which findings are worth writing. */
export interface WritingRule {
  /** Findings a tenant may expect a day, for models whose scores are calibrated. */
  readonly dailyBudget: number;
  /** For models whose scores are not: those at or below it are not written; whatever has no score always is. */
  readonly minimumScore: number;
}

/** Why a score is what it is: the numbers as a JSON object, and a sentence for people. */
export interface Explanation {
  readonly reasons: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** One access of a user's day, in the order of time. */
export interface DayStep {
  /** Score of the access in view of what the user had already opened for the first time that day. */
  readonly score: number;
  readonly pValue: number;
  /** What the day adds up to with this access. */
  readonly caseScore: number;
}

/** What the first-time accesses of a user's UTC day add up to. */
export interface DayScore {
  /** The highest case score of the day. */
  readonly score: number;
  /** Chance that a legitimate user's day with a first-time access scores as high, in (0, 1]. */
  readonly pValue: number;
  /** One for each access. */
  readonly steps: readonly DayStep[];
}

/** How a detector judges what a user opens for the first time in a UTC day, all of it together. */
export interface UserDays<Model, Row> {
  /** Whether a model judges days at all. */
  areJudged(model: Model): boolean;
  /** Whether an access is of a user and a resource the model does not know together: what a day is made of. */
  isFirstTime(model: Model, access: Pick<Access, 'tenant' | 'user' | 'resource'>): boolean;
  /** @param accesses of one user and UTC day, one for each resource, in the order of time; not empty */
  score(model: Model, accesses: AccessGroup): DayScore;
  /** Whether a day is worth a finding of its own. One with a single first-time access is not: that access is. */
  isWorthWriting(model: Model, accesses: AccessGroup, day: DayScore, rule: WritingRule): boolean;
  finding(model: Model, accesses: AccessGroup, day: DayScore, context: FindingContext): Row;
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
  /** What trained the model, where it was something else than this app; of its parameters only those it needs are known. */
  readonly importedFrom?: string | undefined;
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
  /**
   * How well anomalies planted into the last days are found by what is learned, by these parameters and from nothing but
   * accesses, of the days before. Costs about one more training, of no more than a sample of the users.
   * @throws EvaluationError, TrainingError when it goes wrong.
   */
  evaluate(
    memory: Memory,
    parameters: Parameters,
    options?: Pick<TrainingOptions<Model>, 'threads'>,
  ): Evaluation | Unjudged;
  encode(described: DescribedModel<Model>): Uint8Array;
  /** @throws ModelFileError naming `name` when the bytes are not a whole, known model file of this detector. */
  decode(bytes: Uint8Array, name: string): DescribedModel<Model>;
  score(model: Model | undefined, access: Pick<Access, 'tenant' | 'user' | 'resource'>): Score;
  isWorthWriting(model: Model | undefined, access: Pick<Access, 'tenant'>, score: Score, rule: WritingRule): boolean;
  /** Explains a score of this model; takes longer than to score, and is for what is written. */
  explain(model: Model | undefined, access: Pick<Access, 'tenant' | 'user' | 'resource'>, score: Score): Explanation;
  finding(accesses: AccessGroup, score: Score, explanation: Explanation, context: FindingContext): Row;
  readonly userDays: UserDays<Model, Row>;
}
