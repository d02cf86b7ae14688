import { reasons, total } from '../input/accounting';

/** Letters that were read, and what became of them. */
export class ReplayCounts {
  /** Sent, or scored and delivered. */
  through = 0;
  /** Letters among the kept that were tried and did not get through. */
  notThrough = 0;
  /** Files too large to be read. */
  unreadFiles = 0;
  /** Files that could not be read or changed, whatever got through of them. */
  refusedFiles = 0;
  /** A map, because reasons are read from files. */
  readonly #kept = new Map<string, number>();

  keep(reason: string): void {
    this.#kept.set(reason, (this.#kept.get(reason) ?? 0) + 1);
  }

  /** Letters that are still there, by reason. */
  get kept(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#kept);
  }

  get read(): number {
    return this.through + total(this.kept);
  }

  /** One line that adds up: `12 letters read = 7 sent + 5 kept (notJson 4, noLetter 1)`. */
  line(gotThrough: string): string {
    return `${this.read} letters read = ${this.through} ${gotThrough} + ${total(this.kept)} kept${reasons(this.kept)}`;
  }
}
