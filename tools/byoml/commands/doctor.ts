import { type Command, type OptionValues, optionalText, optionalWords, UsageError } from '../command';
import { clouds } from '../doctor/azure/cloud';
import type { AppName } from '../doctor/facts/functionApp';
import { Progress } from '../progress';

const cloudNames = Object.keys(clouds).join(', ');

export const doctor: Command = {
  name: 'doctor',
  summary:
    'Looks at a deployment from the outside and tells what is wrong, and the command that mends it; it changes nothing. It ' +
    'acts as whoever ran "az login", in Azure as the managed identity. Exit code 0 only if nothing is wrong.',
  options: {
    app: {
      type: 'string',
      placeholder: 'NAME',
      description: 'the function app; its settings are asked for, unless --settings names them',
    },
    'resource-group': { type: 'string', placeholder: 'NAME', description: 'resource group of the app' },
    subscription: {
      type: 'string',
      multiple: true,
      placeholder: 'ID',
      description: 'subscription of the app, and others in which storage, hub and rule are looked for',
    },
    settings: {
      type: 'string',
      placeholder: 'FILE',
      description:
        'take the settings from the Values of this local.settings.json (default without --app: the environment)',
    },
    cloud: { type: 'string', placeholder: 'NAME', description: `${cloudNames} (default: AzureCloud)` },
    json: { type: 'boolean', description: 'tell it as JSON' },
  },
  async run(values) {
    const subscriptions = optionalWords(values, 'subscription');
    const app = appOf(values, subscriptions[0]);
    const cloud = cloudOf(values);
    const file = optionalText(values, 'settings');
    // The clients of Azure take a while to load, and few other commands need them.
    const [{ runDoctor }, { settingsFromFile }, { azureCredential }, { azureIdentity }] = await Promise.all([
      import('../doctor/runDoctor'),
      import('../replay/settingsFile'),
      import('../../../shared/azureCredential'),
      import('../../../shared/azureIdentity'),
    ]);
    const given = app === undefined ? process.env : undefined;
    const settings = file === undefined ? given : await settingsFromFile(file);
    const credential = azureCredential(azureIdentity(process.env, process.env.AZURE_CLIENT_ID));
    const json = values.json === true;
    await runDoctor(
      { app, settings, subscriptions, cloud, credential, surroundings: process.env, json },
      new Progress(),
    );
  },
};

function appOf(values: OptionValues, subscription: string | undefined): AppName | undefined {
  const [app, resourceGroup] = [optionalText(values, 'app'), optionalText(values, 'resource-group')];
  if (app === undefined && resourceGroup === undefined) return undefined;
  if (app && resourceGroup && subscription) return { app, resourceGroup, subscription };
  throw new UsageError('An app is named by --app, --resource-group and --subscription together.');
}

function cloudOf(values: OptionValues) {
  const name = optionalText(values, 'cloud') ?? 'AzureCloud';
  const found = Object.entries(clouds).find(([one]) => one.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found[1];
  throw new UsageError(`--cloud is "${name}"; it takes ${cloudNames}.`);
}
