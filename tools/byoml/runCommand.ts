import { ActionableError } from '../../shared/errors';
import { type Command, UsageError } from './command';
import { doctor } from './commands/doctor';
import { evaluate } from './commands/evaluate';
import { explain } from './commands/explain';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { inspect } from './commands/inspect';
import { publish } from './commands/publish';
import { replay } from './commands/replay';
import { sample } from './commands/sample';
import { score } from './commands/score';
import { train } from './commands/train';
import { commandHelp, generalHelp } from './help';
import { parseOptions } from './parseOptions';

const commands: readonly Command[] = [
  sample,
  train,
  score,
  explain,
  evaluate,
  inspect,
  importCommand,
  exportCommand,
  publish,
  replay,
  doctor,
];

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 it failed for a reason that stands on standard error, 2 the command line is wrong.
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (command === undefined) return withoutCommand(name);
    const values = parseOptions(rest, command.options);
    if (values.help) process.stdout.write(commandHelp(command));
    else await command.run(values);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`byoml ${name}: ${error.message} See byoml ${name} --help.\n`);
      return 2;
    }
    if (isClosedPipe(error)) return 0;
    const text = error instanceof ActionableError || isFileError(error) ? error.message : (error as Error).stack;
    process.stderr.write(`byoml ${name}: ${text}\n`);
    return 1;
  }
}

function withoutCommand(name: string | undefined): number {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(generalHelp(commands));
    return 0;
  }
  process.stderr.write(
    name === undefined ? generalHelp(commands) : `byoml: there is no command "${name}". See byoml --help.\n`,
  );
  return 2;
}

/** The reader of our output (`head`, say) has seen enough. */
function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** What the file system says names the file: "ENOENT: no such file or directory, open 'x.jsonl'". */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
