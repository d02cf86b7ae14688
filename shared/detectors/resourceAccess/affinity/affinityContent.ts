import { greatestShape, leastShape } from '../../../numerics/generalizedPareto';
import { leastPValue, quantileCount, type Tail } from '../../../numerics/tailCalibration';
import { isJsonObject } from '../../jsonObject';
import { type SignalName, signalNames } from './signals';

export interface EncodedShape {
  readonly lowest: number;
  readonly highest: number;
  readonly knots: readonly number[];
  readonly slopes: readonly number[];
  readonly reference: number;
}

export interface EncodedAdditive {
  readonly intercept: number;
  /** Signals that are left out count for nothing. */
  readonly shapes: Readonly<Partial<Record<SignalName, EncodedShape>>>;
}

export interface EncodedCalibration {
  readonly quantiles: readonly number[];
  readonly tail: Tail;
}

export interface EncodedOdds {
  readonly pair: EncodedAdditive;
  readonly user: EncodedAdditive | null;
}

/** Odds and calibrations by their places among those of all. */
export interface EncodedExpectation {
  readonly odds: number;
  readonly accesses: number;
  readonly days: number | null;
  readonly accessesPerDay: number;
  readonly userDaysPerDay: number;
}

/** The part of a model's affinities that its file holds as JSON. */
export interface AffinityContent {
  readonly odds: readonly EncodedOdds[];
  /** Mean likeness of two users drawn at random, of each tenant. */
  readonly strangers: readonly number[];
  readonly calibrations: readonly EncodedCalibration[];
  readonly expectations: readonly EncodedExpectation[];
  readonly isTimed: boolean;
}

const names: ReadonlySet<string> = new Set(signalNames);

/** Whether a JSON value is such a content for so many tenants: files may hold anything. */
export function isAffinityContent(value: unknown, tenantCount: number): value is AffinityContent {
  if (!isJsonObject(value)) return false;
  const { odds, strangers, calibrations, expectations, isTimed } = value;
  if (!Array.isArray(odds) || typeof isTimed !== 'boolean' || !Array.isArray(calibrations)) return false;
  const counts = { odds: odds.length, calibrations: calibrations.length };
  const isExpectation = (item: unknown) => isEncodedExpectation(item, counts, isTimed);
  return (
    odds.every((item) => isEncodedOdds(item, isTimed)) &&
    isArrayOf(strangers, isAmount, tenantCount) &&
    calibrations.every(isCalibration) &&
    isArrayOf(expectations, isExpectation, tenantCount)
  );
}

function isEncodedOdds(value: unknown, isTimed: boolean): boolean {
  if (!isJsonObject(value)) return false;
  return isAdditive(value.pair) && (isTimed ? isAdditive(value.user) : value.user === null);
}

function isAdditive(value: unknown): boolean {
  if (!isJsonObject(value) || !isNumber(value.intercept) || !isJsonObject(value.shapes)) return false;
  return Object.entries(value.shapes).every(([name, shape]) => names.has(name) && isShape(shape));
}

function isShape(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { lowest, highest, knots, slopes, reference } = value;
  return (
    isNumbers(knots) &&
    isAscending([lowest, ...knots, highest]) &&
    isArrayOf(slopes, isNumber, knots.length + 1) &&
    isNumber(reference)
  );
}

/** Scores are either beyond the threshold, or between the least and the greatest quantile, which is the threshold. */
function isCalibration(value: unknown): boolean {
  if (!isJsonObject(value) || !isNumbers(value.quantiles) || !isJsonObject(value.tail)) return false;
  const { quantiles } = value;
  const { threshold, probability, shape, scale, end } = value.tail;
  const areQuantiles = quantiles.length <= quantileCount && isAscending(quantiles);
  return (
    areQuantiles &&
    isNumber(threshold) &&
    (quantiles.length === 0 || quantiles.at(-1) === threshold) &&
    isNumber(probability) &&
    probability > 0 &&
    probability <= 1 &&
    isNumber(shape) &&
    shape >= leastShape &&
    shape <= greatestShape &&
    isAmount(scale) &&
    isNumber(end) &&
    end >= leastPValue &&
    end <= 1
  );
}

function isEncodedExpectation(
  value: unknown,
  counts: { readonly odds: number; readonly calibrations: number },
  isTimed: boolean,
): boolean {
  if (!isJsonObject(value)) return false;
  const isPlace = (place: unknown, count: number) => isAmount(place) && Number.isInteger(place) && place < count;
  return (
    isPlace(value.odds, counts.odds) &&
    isPlace(value.accesses, counts.calibrations) &&
    (isTimed ? isPlace(value.days, counts.calibrations) : value.days === null) &&
    [value.accessesPerDay, value.userDaysPerDay].every(isAmount)
  );
}

/** 0 and up. */
function isAmount(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}

/** So far from the end of float64 that no score made of such numbers comes near it. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 1e100;
}

function isNumbers(value: unknown): value is number[] {
  return isArrayOf(value, isNumber);
}

/** Whether numbers never fall. */
function isAscending(values: readonly unknown[]): boolean {
  return values.every((value, i) => isNumber(value) && (i === 0 || (values[i - 1] as number) <= value));
}

function isArrayOf(value: unknown, isItem: (item: unknown) => boolean, length?: number): boolean {
  return Array.isArray(value) && (length === undefined || value.length === length) && value.every(isItem);
}
