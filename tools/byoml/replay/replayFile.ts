import { type DeadLetterFile, FileRefusedError } from '../../../shared/storage/deadLetterFile';
import { type DeadLetter, decodeDeadLetter, encodeDeadLetter } from '../../../shared/storage/deadLetterLine';
import { changeLines } from './changeLines';
import { letterGroups, type ReadLetter } from './letterGroups';
import { letterLines } from './letterLines';
import { LineChanges } from './lineChanges';
import type { ReplayCounts } from './replayCounts';
import type { ReplayOptions } from './replayOptions';
import type { Outcome } from './target';

/**
 * Sends a file's letters and then removes what got through; a letter that was refused again keeps its line, with what
 * was wrong now. A file that is known to let nothing be removed is left alone, as its letters would be sent each time.
 *
 * @returns why the target could not be asked for all of them
 * @throws DeadLetterFileError when the file cannot be read or changed
 */
export async function replayFile(
  file: DeadLetterFile,
  counts: ReplayCounts,
  options: ReplayOptions,
): Promise<Error | undefined> {
  const content = await file.read();
  if (content === undefined) return undefined;
  if (content.refusal !== undefined) {
    throw new FileRefusedError(`${file.name} was left alone, as it cannot be changed (${content.refusal}).`);
  }
  const changes = new LineChanges();
  let failure: Error | undefined;
  for (const group of letterGroups(wantedLetters(file.name, content.bytes, counts, options))) {
    const outcomes = await outcomesOf(group, options.send);
    for (const [index, read] of group.entries()) {
      const outcome = outcomes[index] ?? unanswered;
      count(outcome, counts);
      note(outcome, `${file.name}:${read.line.number}`, options.onProblem);
      change(outcome, read, changes);
      if (outcome.kind === 'failed') failure ??= outcome.error;
    }
    options.onProgress?.(counts);
    if (failure !== undefined) break;
  }
  if (options.send !== undefined) await changeLines(file, content, changes);
  return failure;
}

const unanswered: Outcome = { kind: 'failed', error: new Error('the target did not say what became of a letter') };

async function outcomesOf(group: readonly ReadLetter[], send: ReplayOptions['send']): Promise<readonly Outcome[]> {
  if (send === undefined) return group.map(() => ({ kind: 'through' }));
  return send(group.map(({ letter }) => letter));
}

/** The letters to send; of every other line it is counted why it stays. */
function* wantedLetters(
  file: string,
  content: Uint8Array,
  counts: ReplayCounts,
  { isWanted, onProblem }: ReplayOptions,
): Generator<ReadLetter> {
  for (const line of letterLines(content)) {
    const letter = decodeDeadLetter(line.bytes);
    if (letter === undefined) {
      counts.keep('noLetter');
      onProblem?.(`${file}:${line.number} is no dead letter.`);
    } else if (isWanted(letter)) yield { line, letter };
    else counts.keep(letter.reason);
  }
}

function count(outcome: Outcome, counts: ReplayCounts): void {
  if (outcome.kind === 'through') {
    counts.through += 1;
    return;
  }
  counts.notThrough += 1;
  counts.keep(outcome.kind === 'failed' ? 'notReached' : outcome.reason);
}

function note(outcome: Outcome, place: string, onProblem: ReplayOptions['onProblem']): void {
  if (outcome.kind === 'refused' || outcome.kind === 'unsendable') {
    onProblem?.(`did not get through (${outcome.reason}): ${outcome.detail}`, place);
  }
}

function change(outcome: Outcome, { letter, line }: ReadLetter, changes: LineChanges): void {
  if (outcome.kind === 'through') changes.add(line.bytes);
  if (outcome.kind === 'refused' && !isKnown(outcome, letter)) {
    const { reason, detail } = outcome;
    changes.add(line.bytes, Buffer.from(encodeDeadLetter({ ...letter, reason, detail })));
  }
}

function isKnown({ reason, detail }: { reason: string; detail: string }, letter: DeadLetter): boolean {
  return reason === letter.reason && detail === letter.detail;
}
