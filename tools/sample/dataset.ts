import { millisecondsPerDay } from '../../shared/events/time';
import { type Company, inventCompany } from './company';
import { inOrder, ordinaryDay, type PlantedAccess, plantedAccesses } from './days';
import { Random } from './random';
import type { SecurityEventRow } from './securityEventRow';

export interface SampleDataset {
  readonly company: Company;
  /** Rows of the days before the streamed day, one array a day, oldest first. */
  readonly trainingDays: readonly (readonly SecurityEventRow[])[];
  /** Rows of the streamed day in the order of time, the planted ones among them. */
  readonly stream: readonly SecurityEventRow[];
  readonly planted: readonly PlantedAccess[];
}

export interface SampleOptions {
  readonly seed: number;
  /** Any moment of the streamed day (UTC); a weekend is moved back to its Friday, when people work. */
  readonly day: Date;
  readonly trainingDays: number;
  readonly plantedAccesses: number;
}

/** A month in an invented company, and a day with accesses that do not belong. Same options, same rows. */
export function sampleDataset({ seed, day, trainingDays, plantedAccesses: planted }: SampleOptions): SampleDataset {
  const streamed = workingMidnight(day);
  const company = inventCompany(new Random(`${seed}/company`));
  const days = Array.from({ length: trainingDays }, (_, index) => {
    const midnight = new Date(streamed.getTime() - (trainingDays - index) * millisecondsPerDay);
    return ordinaryDay(company, midnight, new Random(`${seed}/day ${index}`));
  });
  const plants = plantedAccesses(company, streamed, planted, new Random(`${seed}/planted`));
  const ordinary = ordinaryDay(company, streamed, new Random(`${seed}/stream`));
  return {
    company,
    trainingDays: days,
    stream: inOrder([...ordinary, ...plants.map(({ row }) => row)]),
    planted: plants,
  };
}

function workingMidnight(day: Date): Date {
  const midnight = Math.floor(day.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const daysSinceFriday = { 0: 2, 6: 1 }[new Date(midnight).getUTCDay()] ?? 0;
  return new Date(midnight - daysSinceFriday * millisecondsPerDay);
}
