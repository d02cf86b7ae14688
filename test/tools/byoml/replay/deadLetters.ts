import type { ContainerClient } from '@azure/storage-blob';
import { deadLetterBlobs } from '../../../../shared/storage/deadLetterBlobs';
import type { DeadLetterContent, DeadLetterFile } from '../../../../shared/storage/deadLetterFile';
import { type DeadLetter, encodeDeadLetter } from '../../../../shared/storage/deadLetterLine';
import { replayDeadLetters } from '../../../../tools/byoml/replay/replayDeadLetters';
import type { ReplayOptions } from '../../../../tools/byoml/replay/replayOptions';
import type { Outcome, Send } from '../../../../tools/byoml/replay/target';
import { overwrite, type StorageFixture } from '../../../shared/storage/storageFixture';

/** A letter with this text for a body. */
export function letter(body: string | Uint8Array, fields: Partial<DeadLetter> = {}): DeadLetter {
  return {
    reason: 'refused',
    detail: 'HTTP 400',
    partition: '3',
    sequenceNumber: 42,
    offset: '512',
    enqueuedTime: '2026-11-20T17:59:58.123Z',
    ...fields,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

export function linesOf(...letters: readonly DeadLetter[]): string {
  return letters.map(encodeDeadLetter).join('');
}

/** A target that answers as it is told and remembers what it was sent. */
export function targetThat(answer: (body: string) => Outcome): { send: Send; sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    send: async (letters) =>
      letters.map(({ body }) => {
        const text = Buffer.from(body).toString();
        const outcome = answer(text);
        if (outcome.kind === 'through') sent.push(text);
        return outcome;
      }),
  };
}

export const through: Outcome = { kind: 'through' };
export const refused: Outcome = { kind: 'refused', reason: 'refused', detail: 'HTTP 400: again' };
export const failed: Outcome = { kind: 'failed', error: new Error('nobody there') };

/** A container with a blob for each content: `0.jsonl`, `1.jsonl`, … */
export async function newContainerWith(storage: StorageFixture, contents: readonly string[]): Promise<ContainerClient> {
  const container = storage.newContainer();
  await container.create();
  for (const [index, content] of contents.entries()) await overwrite(container, `${index}.jsonl`, content);
  return container;
}

/** Replays a container's letters, those that are not JSON aside; problems name blobs without their container. */
export async function replay(container: ContainerClient, options: Partial<ReplayOptions>) {
  const problems: string[] = [];
  const { counts, error } = await replayDeadLetters({
    files: await deadLetterBlobs(container),
    send: targetThat(() => through).send,
    isWanted: ({ reason }) => reason !== 'notJson',
    onProblem: (problem, place) => {
      const text = place === undefined ? problem : `${place} ${problem}`;
      problems.push(text.replaceAll(`${container.containerName}/`, ''));
    },
    ...options,
  });
  return { line: counts.line('sent'), refusedFiles: counts.refusedFiles, error, problems };
}

/** A file in memory, which counts what is done to it. */
export class MemoryFile implements DeadLetterFile {
  replacements = 0;

  constructor(
    public content: Buffer | undefined,
    readonly name = 'letters.jsonl',
  ) {}

  async read(): Promise<DeadLetterContent | undefined> {
    const bytes = this.content;
    if (bytes === undefined) return undefined;
    return {
      bytes,
      replace: async (rest) => {
        if (this.content !== bytes) return false;
        this.replacements += 1;
        this.content = rest.length === 0 ? undefined : Buffer.from(rest);
        return true;
      },
    };
  }
}
