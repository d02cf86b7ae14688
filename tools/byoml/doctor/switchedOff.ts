import type { Environment } from '../../../shared/settings';

/** The functions of the package; all are in every app that it is published to. */
export const functionNames = ['scoreEvents', 'gatherCases', 'retrainModels'] as const;
export type FunctionName = (typeof functionNames)[number];

/**
 * Whether a function is switched off in an app, as where another app has it.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/disable-function
 */
export function isSwitchedOff(settings: Environment, name: FunctionName): boolean {
  return /^(true|1)$/i.test(settings[`AzureWebJobs.${name}.Disabled`]?.trim() ?? '');
}

/** Whether all that use something are switched off, so that nothing of it is needed. */
export function areSwitchedOff(settings: Environment, names: readonly FunctionName[]): boolean {
  return names.every((name) => isSwitchedOff(settings, name));
}

/** Who uses which of the app's connections. */
export const usersOf = {
  eventHub: ['scoreEvents'],
  exports: ['retrainModels'],
  models: functionNames,
  deadLetters: ['scoreEvents'],
  journal: ['scoreEvents', 'gatherCases'],
  ingestion: ['scoreEvents', 'gatherCases'],
} as const satisfies Readonly<Record<string, readonly FunctionName[]>>;
