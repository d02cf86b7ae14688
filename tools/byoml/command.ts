import { ActionableError } from '../../shared/errors';

/** A command line that asks for something there is not; shown with a hint at `--help`, exit code 2. */
export class UsageError extends ActionableError {}

/** One `--option` of a command. */
export interface OptionHelp {
  readonly type: 'string' | 'boolean';
  /** Whether it takes all words up to the next option, and may be repeated: `--input A B C`. */
  readonly multiple?: boolean;
  /** What stands for the value in the help, `FILE` say. */
  readonly placeholder?: string;
  readonly description: string;
}

/** Values of the options given, by name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One command of `byoml`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionHelp>>;
  run(values: OptionValues): Promise<void>;
}

/** @throws UsageError when the option is missing. */
export function requiredText(values: OptionValues, name: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`--${name} is missing.`);
}

export function optionalText(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function optionalWords(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}

/** @throws UsageError when no path is given. */
export function requiredPaths(values: OptionValues, name: string): readonly string[] {
  const paths = optionalWords(values, name);
  if (paths.length > 0) return paths;
  throw new UsageError(`--${name} is missing.`);
}

/** @throws UsageError when the value is not a whole number that a seed can be. */
export function optionalSeed(values: OptionValues): number | undefined {
  const seed = optionalNumber(values, 'seed');
  if (seed === undefined || Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`--seed is ${seed}; it takes a whole number.`);
}

/** @throws UsageError when the value is not a number. */
export function optionalNumber(values: OptionValues, name: string): number | undefined {
  const value = optionalText(values, name);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (value.trim() !== '' && Number.isFinite(parsed)) return parsed;
  throw new UsageError(`--${name} is "${value}"; it takes a number.`);
}
