import { ActionableError } from '../../../shared/errors';
import type { Environment } from '../../../shared/settings';
import { messageText } from '../../../shared/text/messageText';
import type { Progress } from '../progress';
import { eventHubConnection } from './eventHubConnection';
import { findDeadLetters } from './findDeadLetters';
import { hubTarget } from './hubTarget';
import { Problems } from './problems';
import { ReasonChoice } from './reasonChoice';
import { type Replay, replayDeadLetters } from './replayDeadLetters';
import { scorerTargetOf } from './scorerTarget';
import type { Target } from './target';

/** Not all letters that were tried got through; they are kept. */
export class ReplayError extends ActionableError {}

export interface ReplayCommand {
  readonly where: string;
  readonly to: 'hub' | 'scorer';
  /** Empty for all but those that cannot be read as rows. */
  readonly reasons: readonly string[];
  readonly dryRun: boolean;
  readonly environment: Environment;
}

/**
 * Replays and tells what became of the letters.
 * @throws ReplayError once all that could be done is done
 */
export async function runReplay(command: ReplayCommand, progress: Progress): Promise<void> {
  const files = await findDeadLetters(command.where, command.environment);
  const problems = new Problems(progress);
  const choice = new ReasonChoice(command.reasons);
  const target = command.dryRun ? undefined : openTarget(command, (problem) => problems.tell(problem));
  const gotThrough = command.to === 'hub' ? 'sent' : 'scored and delivered';
  try {
    const replay = await replayDeadLetters({
      files,
      send: target?.send,
      isWanted: ({ reason }) => choice.isWanted(reason),
      onProblem: (problem, place) => problems.tell(problem, place),
      onProgress: ({ read, through }) => progress.show(`${read} letters read, ${through} ${gotThrough}`),
    });
    problems.end();
    progress.clear();
    process.stdout.write(`${replay.counts.line(command.dryRun ? `would be ${gotThrough}` : gotThrough)}\n`);
    throwUnlessDone(replay);
    const hint = choice.hint();
    if (hint !== undefined) progress.done(messageText(hint));
  } finally {
    await target?.close();
  }
}

function openTarget({ to, environment }: ReplayCommand, onWarning: (message: string) => void): Target {
  return to === 'hub' ? hubTarget(eventHubConnection(environment)) : scorerTargetOf(environment, onWarning);
}

function throwUnlessDone({ counts, error }: Replay): void {
  if (error !== undefined) throw new ReplayError(messageText(error.message), { cause: error });
  const left = [
    counts.notThrough > 0 && `${counts.notThrough} letters did not get through and are kept`,
    counts.unreadFiles > 0 && `${counts.unreadFiles} files were left alone`,
    counts.refusedFiles > 0 && `${counts.refusedFiles} files cannot be changed`,
  ].filter(Boolean);
  if (left.length > 0) throw new ReplayError(`${left.join(', ')}: see above.`);
}
