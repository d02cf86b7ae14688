import type { Tail } from '../../../numerics/tailCalibration';
import { isJsonObject } from '../../jsonObject';
import { signalCount } from './signals';

export interface EncodedShape {
  readonly lowest: number;
  readonly highest: number;
  readonly knots: readonly number[];
  readonly slopes: readonly number[];
  readonly reference: number;
}

export interface EncodedCalibration {
  readonly quantiles: readonly number[];
  readonly tail: Tail;
}

/** Calibrations by their place among `calibrations`. */
export interface EncodedExpectation {
  readonly accesses: number;
  readonly days: number | null;
  readonly accessesPerDay: number;
  readonly userDaysPerDay: number;
}

/** The part of a model's affinities that its file holds as JSON. */
export interface AffinityContent {
  readonly odds: { readonly intercept: number; readonly shapes: readonly EncodedShape[] };
  /** Mean likeness of two users drawn at random, of each tenant. */
  readonly strangers: readonly number[];
  readonly calibrations: readonly EncodedCalibration[];
  readonly expectations: readonly EncodedExpectation[];
  readonly isTimed: boolean;
}

/** Whether a JSON value is such a content for so many tenants: files may hold anything. */
export function isAffinityContent(value: unknown, tenantCount: number): value is AffinityContent {
  if (!isJsonObject(value)) return false;
  const { odds, strangers, calibrations, expectations, isTimed } = value;
  if (!isJsonObject(odds) || typeof isTimed !== 'boolean' || !Array.isArray(calibrations)) return false;
  const isExpectation = (item: unknown) => isEncodedExpectation(item, calibrations.length, isTimed);
  return (
    isNumber(odds.intercept) &&
    isArrayOf(odds.shapes, isShape, signalCount) &&
    isArrayOf(strangers, isNumber, tenantCount) &&
    calibrations.every(isCalibration) &&
    isArrayOf(expectations, isExpectation, tenantCount)
  );
}

function isShape(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { lowest, highest, knots, slopes, reference } = value;
  const areNumbers = [lowest, highest, reference].every(isNumber) && isArrayOf(knots, isNumber);
  return areNumbers && isArrayOf(slopes, isNumber, (knots as unknown[]).length + 1);
}

function isCalibration(value: unknown): boolean {
  if (!isJsonObject(value) || !isJsonObject(value.tail)) return false;
  const { threshold, probability, shape, scale } = value.tail;
  return (
    isArrayOf(value.quantiles, isNumber) &&
    [threshold, shape].every(isNumber) &&
    isNumber(probability) &&
    probability > 0 &&
    probability <= 1 &&
    isNumber(scale) &&
    scale >= 0
  );
}

function isEncodedExpectation(value: unknown, calibrations: number, isTimed: boolean): boolean {
  if (!isJsonObject(value)) return false;
  const isPlace = (place: unknown) => isNumber(place) && Number.isInteger(place) && place >= 0 && place < calibrations;
  const hasDays = isTimed ? isPlace(value.days) : value.days === null;
  return isPlace(value.accesses) && hasDays && [value.accessesPerDay, value.userDaysPerDay].every(isRate);
}

function isRate(value: unknown): boolean {
  return isNumber(value) && value >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isArrayOf(value: unknown, isItem: (item: unknown) => boolean, length?: number): boolean {
  return Array.isArray(value) && (length === undefined || value.length === length) && value.every(isItem);
}
