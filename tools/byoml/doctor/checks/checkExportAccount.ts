import type { Deployment } from '../deployment';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { placeWords } from './remedyWords';

/**
 * Whether data export can write to the storage account.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#storage-account
 */
export function checkExportAccount({ storage }: Deployment): readonly Finding[] {
  const check = 'export storage account';
  return judge(check, storage.exportAccount, {
    missing: () => notChecked(check, 'the account is not there'),
    judged: ({ id, name, location, isPremium, letsTrustedServicesIn }) => {
      if (isPremium) {
        const words = ['--name', 'ACCOUNT', ...placeWords(id), '--location', location, '--sku', 'Standard_LRS'];
        const problem = `${name} is a premium account, to which data export does not write: make another one`;
        return wrong(check, problem, shellCommand('az', 'storage', 'account', 'create', ...words));
      }
      if (letsTrustedServicesIn) return ok(check, name);
      return wrong(
        check,
        `the firewall of ${name} keeps trusted services of Azure out, data export among them`,
        shellCommand(
          'az',
          'storage',
          'account',
          'update',
          '--name',
          name,
          ...placeWords(id),
          '--bypass',
          'AzureServices',
        ),
      );
    },
  });
}
