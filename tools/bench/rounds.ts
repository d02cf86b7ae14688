import type { Screen } from '../start/screen';
import { Contestant, type ContestantProgram } from './contestant';
import { type Measurement, ratioTo, type Unit } from './measurement';

/** One who takes part in a case. */
export interface Entrant<Request, Answer> {
  readonly name: string;
  /** A text says why there is no such program here. */
  readonly program: ContestantProgram | string;
  readonly request: Request;
  /** Rounds to take part in; slow ones in fewer. */
  readonly rounds: number;
  readonly sample: (answer: Answer) => number;
}

/** What an entrant answered in its rounds, or why it did not. */
export interface Entry<Answer> {
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly samples: readonly number[];
  readonly absent: string | null;
}

/** Processes that have loaded their data, by name, kept from one case to the next. */
export class ContestantPool<Request, Answer> {
  readonly #running = new Map<string, Contestant<Request, Answer>>();

  async get(name: string, program: ContestantProgram): Promise<Contestant<Request, Answer>> {
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const started = await Contestant.start<Request, Answer>(program);
    this.#running.set(name, started);
    return started;
  }

  async stop(): Promise<void> {
    for (const contestant of this.#running.values()) await contestant.stop();
    this.#running.clear();
  }
}

/**
 * Lets all take turns, one at a time and round by round, so that what else the machine does hits all alike. One that
 * fails is out, and its reason is kept.
 */
export async function takeTurns<Request, Answer>(
  entrants: readonly Entrant<Request, Answer>[],
  pool: ContestantPool<Request, Answer>,
  { subject, screen }: { readonly subject: string; readonly screen: Screen },
): Promise<Entry<Answer>[]> {
  const entries = entrants.map(({ name, program }) => ({
    name,
    answers: [] as Answer[],
    samples: [] as number[],
    absent: typeof program === 'string' ? program : null,
  }));
  const rounds = Math.max(...entrants.map((entrant) => entrant.rounds));
  for (let round = 0; round < rounds; round++) {
    for (const [place, { name, program, request, sample, rounds: own }] of entrants.entries()) {
      const entry = entries[place]!;
      if (entry.absent !== null || typeof program === 'string' || round >= own) continue;
      screen.progress(`${subject}: round ${round + 1} of ${rounds}, ${name}`);
      try {
        const answer = await (await pool.get(name, program)).ask(request);
        entry.answers.push(answer);
        entry.samples.push(sample(answer));
      } catch (error) {
        entry.absent = (error as Error).message;
      }
    }
  }
  return entries;
}

/** The measurements of a case; ratios are to its first entry. */
export function measurementsOf<Answer extends { readonly peakMegabytes: number | null }>(
  entries: readonly Entry<Answer>[],
  { section, subject, unit }: { readonly section: string; readonly subject: string; readonly unit: Unit },
  quality: (entry: Entry<Answer>) => Readonly<Record<string, number>> = () => ({}),
): Measurement[] {
  return entries.map((entry) => ({
    section,
    subject,
    contestant: entry.name,
    unit,
    samples: entry.samples,
    ratio: ratioTo(entries[0]!.samples, entry.samples, unit),
    peakMegabytes: entry.answers.at(-1)?.peakMegabytes ?? null,
    quality: entry.answers.length > 0 ? quality(entry) : {},
    absent: entry.absent,
  }));
}
