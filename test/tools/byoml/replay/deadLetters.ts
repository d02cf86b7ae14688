import type { DeadLetterContent, DeadLetterFile } from '../../../../shared/storage/deadLetterFile';
import { type DeadLetter, encodeDeadLetter } from '../../../../shared/storage/deadLetterLine';
import type { Outcome, Send } from '../../../../tools/byoml/replay/target';

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
