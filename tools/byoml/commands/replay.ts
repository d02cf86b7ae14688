import { isReason } from '../../../shared/storage/deadLetterLine';
import { type Command, type OptionValues, optionalText, optionalWords, requiredText, UsageError } from '../command';
import { Progress } from '../progress';

/** Exit code of a command that Ctrl-C has ended, as shells have it: 128 and the number of the signal. */
const interrupted = 130;

export const replay: Command = {
  name: 'replay',
  summary:
    'Sends dead letters again and removes what got through: a letter may be sent twice, and none is lost. Settings are ' +
    'those of the app, from the environment; in Azure it acts as whoever ran "az login".',
  options: {
    'dead-letters': {
      type: 'string',
      placeholder: 'WHERE',
      description:
        'a file or folder of .jsonl files, where there is one; else CONTAINER or CONTAINER/PREFIX in MODEL_STORAGE: dead-letters/2026/11',
    },
    to: {
      type: 'string',
      placeholder: 'TARGET',
      description:
        'hub (default): to the event hub, where every consumer group sees them again; scorer: scored here, findings to the table',
    },
    reason: {
      type: 'string',
      multiple: true,
      placeholder: 'REASON',
      description: 'only these: refused, deadline, … (default: all but those that hold no rows: notJson, emptyBody, …)',
    },
    'dry-run': { type: 'boolean', description: 'only count; nothing is sent and nothing removed' },
    settings: {
      type: 'string',
      placeholder: 'FILE',
      description: 'take the settings from the Values of this local.settings.json, and none from the environment',
    },
  },
  async run(values) {
    const where = requiredText(values, 'dead-letters');
    const to = targetOf(values);
    const reasons = reasonsOf(values);
    const file = optionalText(values, 'settings');
    // The clients of Azure take a while to load, and no other command needs them.
    const [{ runReplay }, { settingsFromFile }] = await Promise.all([
      import('../replay/runReplay'),
      import('../replay/settingsFile'),
    ]);
    const environment = file === undefined ? process.env : await settingsFromFile(file);
    const dryRun = values['dry-run'] === true;
    const progress = new Progress();
    const stop = () => {
      progress.done('Stopped; run it again for the rest.');
      process.exit(interrupted);
    };
    process.once('SIGINT', stop);
    await runReplay({ where, to, reasons, dryRun, environment }, progress).finally(() => process.off('SIGINT', stop));
  },
};

function targetOf(values: OptionValues): 'hub' | 'scorer' {
  const target = optionalText(values, 'to') ?? 'hub';
  if (target === 'hub' || target === 'scorer') return target;
  throw new UsageError(`--to is "${target}"; it takes hub or scorer.`);
}

function reasonsOf(values: OptionValues): readonly string[] {
  const reasons = optionalWords(values, 'reason');
  const wrong = reasons.find((reason) => !isReason(reason));
  if (wrong === undefined) return reasons;
  throw new UsageError(`--reason is "${wrong}"; it takes words as they stand in the letters, refused say.`);
}
