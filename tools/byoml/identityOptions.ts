import type { IdentityRules } from '../../shared/events/identity';
import { type Environment, identityRules, SettingError } from '../../shared/settings';
import { type OptionHelp, type OptionValues, optionalText, UsageError } from './command';

/** How rows are read, as options; they say the same as the app settings of these names. */
export const identityOptions: Readonly<Record<string, OptionHelp>> = {
  'user-identity': {
    type: 'string',
    placeholder: 'RULE',
    description: 'account (default) or byoml (Account as it is)',
  },
  'resource-identity': {
    type: 'string',
    placeholder: 'RULE',
    description: 'computerAndShare (default) or byoml (ShareName as it is)',
  },
  'excluded-accounts': { type: 'string', placeholder: 'PATTERNS', description: 'accounts to leave out: "*$,svc-*"' },
  'excluded-shares': { type: 'string', placeholder: 'PATTERNS', description: 'shares to leave out: "IPC$,SYSVOL"' },
  header: {
    type: 'string',
    placeholder: 'COLUMNS',
    description: 'columns of csv or tsv files without a first line that names them: user,res,likelihood',
  },
};

/** @throws UsageError when a rule is none. */
export function identityOf(values: OptionValues): IdentityRules {
  const environment: Record<string, string | undefined> = {};
  for (const option of ['user-identity', 'resource-identity', 'excluded-accounts', 'excluded-shares']) {
    environment[settingOf(option)] = optionalText(values, option);
  }
  try {
    return identityRules(environment satisfies Environment);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new UsageError(
      error.message.replace(/^[A-Z_]+/, (name) => optionOf(name)),
      { cause: error },
    );
  }
}

export function headerOf(values: OptionValues): readonly string[] | undefined {
  return optionalText(values, 'header')?.split(',');
}

function settingOf(option: string): string {
  return option.toUpperCase().replaceAll('-', '_');
}

function optionOf(setting: string): string {
  return `--${setting.toLowerCase().replaceAll('_', '-')}`;
}
