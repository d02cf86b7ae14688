import type { Deployment } from '../deployment';
import type { AppFunction } from '../facts/functionApp';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { functionNames } from '../switchedOff';
import { appWords, setAppSettings } from './remedyWords';

/** Versions of Node.js that the packages of the app run on, and Azure Functions too. */
const runtimes = ['node 22', 'node 24'];

/** Whether the app runs, on the right Node.js, and has loaded its functions. */
export function checkFunctionApp({ app }: Deployment): readonly Finding[] {
  return [...checkApp(app), ...checkFunctions(app)];
}

function checkApp({ app, name }: Deployment['app']): readonly Finding[] {
  const check = 'function app';
  return judge(check, app, {
    missing: () => {
      const words = ['--subscription', name?.subscription ?? 'SUBSCRIPTION', '--output', 'table'];
      return wrong(check, 'there is no such app', shellCommand('az', 'functionapp', 'list', ...words));
    },
    judged: ({ state, runtime }) => {
      if (state !== 'Running') {
        return wrong(check, `its state is ${state}`, shellCommand('az', 'functionapp', 'start', ...appWords(name)));
      }
      if (runtime !== undefined && !runtimes.includes(runtime)) {
        const remedy = shellCommand(
          'az',
          'functionapp',
          'runtime',
          'config',
          'set',
          ...appWords(name),
          '--runtime-version',
          '24',
        );
        return wrong(check, `it runs on ${runtime}; the app takes ${runtimes.join(' or ')}`, remedy);
      }
      return ok(check, ['running', ...(runtime === undefined ? [] : [`on ${runtime}`])].join(' '));
    },
  });
}

function checkFunctions({ functions, name }: Deployment['app']): readonly Finding[] {
  const check = 'functions';
  return judge(check, functions, {
    missing: () => notChecked(check, 'there is no such app'),
    judged: (loaded) => {
      const missing = functionNames.filter((one) => !loaded.some((other) => other.name === one));
      if (missing.length > 0) {
        const remedy = shellCommand('func', 'azure', 'functionapp', 'publish', name?.app ?? 'APP', '--javascript');
        return wrong(check, `the host has not loaded ${missing.join(', ')}`, remedy);
      }
      return disabledFindings(check, loaded, name);
    },
  });
}

/** One that is switched off may be so on purpose, where another app has it. */
function disabledFindings(check: string, loaded: readonly AppFunction[], name: Deployment['app']['name']): Finding {
  const off = loaded
    .filter((one) => one.isDisabled && functionNames.some((name) => name === one.name))
    .map((one) => one.name);
  if (off.length === 0) return ok(check, `${functionNames.join(', ')} loaded`);
  const remedy = setAppSettings(name, ...off.map((one) => `AzureWebJobs.${one}.Disabled=false`));
  if (off.length === functionNames.length) return wrong(check, 'all are switched off', remedy);
  return notChecked(check, `${off.join(', ')} switched off in this app: name the other app to check it`, remedy);
}
