export interface GrowthRequest {
  readonly pairs: number;
}

export interface GrowthAnswer {
  /** Of training, checking and encoding. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
  readonly modelBytes: number;
  readonly quality: Readonly<Record<string, number>>;
}

/** What so many pairs cost, or why they could not be learned from. */
export interface GrowthPoint {
  readonly pairs: number;
  readonly answer: GrowthAnswer | null;
  readonly failed: string | null;
}

/** Seconds of all steps. */
export function totalSeconds({ seconds }: GrowthAnswer): number {
  return Object.values(seconds).reduce((sum, one) => sum + one, 0);
}
