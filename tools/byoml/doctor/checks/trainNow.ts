import type { AppFacts } from '../deployment';
import { knownValue } from '../fact';
import { shellCommand } from '../shellCommand';
import { appWords } from './remedyWords';

/**
 * The command that runs `retrainModels` at once. The key it takes opens all of the app, and is not shown.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export function trainNow({ name, app }: AppFacts): string {
  const host = knownValue(app)?.hostName ?? `${name?.app ?? 'APP'}.azurewebsites.net`;
  const key = shellCommand(
    'az',
    'functionapp',
    'keys',
    'list',
    ...appWords(name),
    '--query',
    'masterKey',
    '--output',
    'tsv',
  );
  const url = shellCommand(`https://${host}/admin/functions/retrainModels`);
  return `curl --request POST ${url} --header "x-functions-key: $(${key})" --header 'content-type: application/json' --data '{}'`;
}
