/** What a contestant of training is asked. */
export interface TrainingRequest {
  readonly rank: number;
  readonly few: number;
  readonly many: number;
  /** File to write the factors of the long training to. */
  readonly factors: string;
  readonly alpha: number;
  readonly regularization: number;
}

/** What it answers. */
export interface TrainingAnswer {
  readonly secondsPerIteration: number;
  readonly peakMegabytes: number | null;
  /** Of the factors; ours alone. */
  readonly hash?: string;
}
