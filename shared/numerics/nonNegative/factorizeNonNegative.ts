import type { FactorizationOptions, Factors, Ratings } from '../alternatingLeastSquares';
import { compressRows, type SparseRows } from '../sparseRows';
import { computeGram } from './equation';
import { failed, type HalfIteration } from './halfIteration';
import { alignedBytes, LeastSquaresKernel } from './leastSquaresKernel';
import { solveWithoutPivoting } from './solveWithoutPivoting';
import { TargetSolver } from './targetSolver';

/** Below this many products of components, starting the kernel, or threads, takes longer than it saves. */
const worthKernel = 1e6;
const worthThreads = 1e9;

/** Where arrays are made. */
interface Arrays {
  int32(length: number): Int32Array;
  float32(length: number): Float32Array;
  float64(length: number): Float64Array;
  uint8(length: number): Uint8Array;
}

const plainArrays: Arrays = {
  int32: (length) => new Int32Array(length),
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
  uint8: (length) => new Uint8Array(length),
};

/** {@link factorize} with vectors that have no number below 0. */
export function factorizeNonNegative(
  ratings: Ratings,
  initialUsers: Float32Array,
  options: FactorizationOptions,
): Factors {
  const width = Math.ceil(options.rank / 4) * 4;
  const kernel = startKernel(ratings, width, options);
  try {
    return iterate(ratings, initialUsers, width, options, kernel ?? plainArrays, (half) => {
      if (kernel) kernel.solve(half);
      else solvePlainly(half);
    });
  } finally {
    kernel?.close();
  }
}

function iterate(
  ratings: Ratings,
  initialUsers: Float32Array,
  width: number,
  { rank, iterations, regularization, alpha }: FactorizationOptions,
  arrays: Arrays,
  solve: (half: HalfIteration) => void,
): Factors {
  const { userCount, itemCount } = ratings;
  const byUser = compress(ratings.users, ratings.items, ratings.values, userCount, arrays);
  const byItem = compress(ratings.items, ratings.users, ratings.values, itemCount, arrays);
  let [users, formerUsers] = [arrays.float32(userCount * width), arrays.float32(userCount * width)];
  let [items, formerItems] = [arrays.float32(itemCount * width), arrays.float32(itemCount * width)];
  const shared = { width, regularization, alpha, gram: arrays.float64(width * width) };
  const outcomes = arrays.uint8(Math.max(userCount, itemCount));
  const solveAll = (half: HalfIteration) => {
    solve(half);
    half.outcomes.forEach((outcome, target) => {
      if (outcome === failed) solveWithoutPivoting(half, target);
    });
  };

  copyRows(initialUsers, rank, users, width);
  for (let iteration = 0; iteration < iterations; iteration++) {
    [items, formerItems] = [formerItems, items];
    solveAll({
      ...shared,
      ratings: byItem,
      sources: users,
      previous: iteration === 0 ? null : formerItems,
      targets: items,
      outcomes: outcomes.subarray(0, itemCount),
    });
    [users, formerUsers] = [formerUsers, users];
    solveAll({
      ...shared,
      ratings: byUser,
      sources: items,
      previous: iteration === 0 ? null : formerUsers,
      targets: users,
      outcomes: outcomes.subarray(0, userCount),
    });
  }
  const found = { users: new Float32Array(userCount * rank), items: new Float32Array(itemCount * rank) };
  copyRows(users, width, found.users, rank);
  copyRows(items, width, found.items, rank);
  return found;
}

/** The kernel, where this machine has one, it is worth it, and the problem fits. */
function startKernel(
  { userCount, itemCount, values }: Ratings,
  width: number,
  { iterations, threads = 1, kernel }: FactorizationOptions,
): LeastSquaresKernel | null {
  const products = values.length * width * width * iterations;
  if (kernel === 'plain' || (kernel === undefined && products < worthKernel)) return null;
  if (!LeastSquaresKernel.isSupported) return null;
  const bytes =
    alignedBytes(4 * (userCount + 1)) +
    alignedBytes(4 * (itemCount + 1)) +
    4 * alignedBytes(4 * values.length) +
    8 * width * (userCount + itemCount) +
    8 * width * width +
    alignedBytes(Math.max(userCount, itemCount));
  try {
    return new LeastSquaresKernel(width, bytes, products < worthThreads ? 1 : threads);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function solvePlainly(half: HalfIteration): void {
  const solver = new TargetSolver(half.width);
  if (half.alpha !== null) computeGram(half);
  for (let target = 0; target < half.outcomes.length; target++) solver.solve(half, target);
}

function compress(
  rows: Int32Array,
  columns: Int32Array,
  values: Float32Array,
  rowCount: number,
  arrays: Arrays,
): SparseRows {
  return compressRows(rows, columns, values, rowCount, {
    offsets: arrays.int32(rowCount + 1),
    columns: arrays.int32(rows.length),
    values: arrays.float32(rows.length),
  });
}

/** Copies vectors of one length to vectors of another, whose further numbers stay 0. */
function copyRows(from: Float32Array, fromLength: number, to: Float32Array, toLength: number): void {
  const length = Math.min(fromLength, toLength);
  for (let row = 0; row * fromLength < from.length; row++) {
    for (let i = 0; i < length; i++) to[row * toLength + i] = from[row * fromLength + i]!;
  }
}
