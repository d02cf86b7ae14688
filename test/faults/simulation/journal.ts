import { Tally } from './runResult';

/** What is written down while a run goes on. */
export class Journal {
  readonly failures: string[] = [];
  readonly faults = new Tally();
  readonly invocations = new Tally();
  readonly parked = new Tally();

  /**
   * @param trace gets a line for whatever happens, if given
   * @param start milliseconds since 1970
   */
  constructor(
    readonly trace: string[] | undefined,
    readonly start: number,
  ) {}

  /** Something that must never be. */
  readonly fail = (message: string): void => {
    this.failures.push(message);
    this.note(`FAILURE ${message}`);
  };

  readonly note = (line: string): void => {
    this.trace?.push(`${Date.now()} ${line}`);
  };

  readonly fault = (name: string): void => {
    this.faults.add(name);
  };
}
