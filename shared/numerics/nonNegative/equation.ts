import { gainOf, type HalfIteration, weightOf } from './halfIteration';

const { fround } = Math;

/** Sources that are summed as float32: the more, the less exact. As in kernels/leastSquares. */
const panelRows = 32;

/**
 * The equation A x = b of one target:
 *
 *     A = G + sum of c_j s_j s_j^T + ridge I      b = sum of r_j s_j
 *
 * Most of the time goes into A, and no term cancels another there, so it is summed as float32 within panels of sources,
 * which is twice as fast in the kernel and wrong by less than 32 times a float32's rounding; the panels are summed as
 * float64. The terms are products of s_j times the root of c_j.
 */
export class Equation {
  /** Upper triangle of A, row by row. */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly #panel: Float32Array;

  constructor(width: number) {
    this.matrix = new Float64Array(width * width);
    this.right = new Float64Array(width);
    this.#panel = new Float32Array(width * panelRows);
  }

  /** @returns whether all is finite; else float32 was too small for it. */
  build(half: HalfIteration, target: number, ridge: number): boolean {
    const { width, ratings, gram } = half;
    const { matrix, right } = this;
    const end = ratings.offsets[target + 1]!;
    matrix.set(gram);
    right.fill(0);
    for (let entry = ratings.offsets[target]!; entry < end; entry += panelRows) {
      const rows = Math.min(panelRows, end - entry);
      this.#addRight(half, entry, rows);
      this.#addPanel(half, entry, rows);
    }
    for (let i = 0; i < width; i++) matrix[i * width + i]! += ridge;
    return right.every((value, i) => Number.isFinite(value) && Number.isFinite(matrix[i * width + i]!));
  }

  #addRight(half: HalfIteration, entry: number, rows: number): void {
    const { width, sources, ratings } = half;
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let j = entry; j < entry + rows; j++) {
        const gain = fround(gainOf(half, ratings.values[j]!));
        sum = fround(sum + fround(sources[ratings.columns[j]! * width + i]! * gain));
      }
      this.right[i]! += sum;
    }
  }

  #addPanel(half: HalfIteration, entry: number, rows: number): void {
    const { width, sources, ratings } = half;
    const panel = this.#panel;
    for (let j = 0; j < rows; j++) {
      const source = ratings.columns[entry + j]! * width;
      const root = fround(Math.sqrt(weightOf(half, ratings.values[entry + j]!)));
      for (let i = 0; i < width; i++) panel[i * panelRows + j] = sources[source + i]! * root;
    }
    for (let a = 0; a < width; a++) {
      for (let b = a; b < width; b++) {
        let sum = 0;
        for (let j = 0; j < rows; j++) {
          sum = fround(sum + fround(panel[a * panelRows + j]! * panel[b * panelRows + j]!));
        }
        this.matrix[a * width + b]! += sum;
      }
    }
  }
}

/** Computes the sum of s s^T over all sources. */
export function computeGram({ width, sources, gram }: HalfIteration): void {
  gram.fill(0);
  for (let source = 0; source < sources.length; source += width) {
    for (let a = 0; a < width; a++) {
      const value = sources[source + a]!;
      for (let b = a; b < width; b++) gram[a * width + b]! += value * sources[source + b]!;
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) gram[a * width + b] = gram[b * width + a]!;
}
