import { leastSquares as encoded } from '../../../kernels/generated/leastSquares';
import type { HalfIteration } from './halfIteration';
import { KernelThreads } from './kernelThreads';
import { type SharedMemory, WebAssembly } from './webAssembly';

/** Addresses are in bytes. */
interface KernelExports {
  scratchBytes(width: number): number;
  takeBlocks(problem: number, scratch: number): void;
}

/** Where the fields of `Problem` (kernels/leastSquares/problem.ts) are, in units of their own size. */
const doubles = { regularization: 0, alpha: 1 };
const words = {
  isExplicit: 4,
  width: 5,
  sourceCount: 6,
  targetCount: 7,
  offsets: 8,
  columns: 9,
  values: 10,
  sources: 11,
  targets: 12,
  previous: 13,
  gram: 14,
  outcomes: 15,
  nextBlock: 16,
  blockCount: 17,
  phase: 18,
  threadsAtWork: 19,
  turn: 20,
};

const pageBytes = 65_536;
const maximumPages = 65_536;
/** The first page is the module's own. */
const problemAddress = pageBytes;
const problemBytes = 128;
/** As in kernels/leastSquares. */
const stripColumns = 16;
const blockTargets = 32;
const gramPhase = 0;
const targetPhase = 1;

/**
 * Computes half iterations in WebAssembly, by several threads if wished: bit for bit what `TargetSolver` does, whatever
 * the number of threads. The arrays of a half iteration must be this kernel's.
 */
export class LeastSquaresKernel {
  readonly #memory: SharedMemory;
  readonly #exports: KernelExports;
  readonly #threads: KernelThreads;
  readonly #scratch: number;
  #end = problemAddress + problemBytes;

  /** Whether this machine can run it. */
  static get isSupported(): boolean {
    return WebAssembly?.validate(binary()) ?? false;
  }

  /**
   * @param width numbers in a vector, a multiple of 4.
   * @param bytes what the arrays will take, by {@link alignedBytes} of each.
   * @param threads 1 and up, this one included.
   * @throws RangeError if there is no memory for it.
   */
  constructor(width: number, bytes: number, threads: number) {
    const memory = new WebAssembly!.Memory({ initial: 2, maximum: maximumPages, shared: true });
    const instance = new WebAssembly!.Instance(compiled(), { env: { memory } });
    this.#exports = instance.exports as unknown as KernelExports;
    const scratchBytes = alignedBytes(this.#exports.scratchBytes(width));
    const pages = Math.ceil((this.#end + bytes + threads * scratchBytes) / pageBytes);
    if (pages > maximumPages) throw new RangeError(`a kernel cannot address ${bytes} bytes`);
    memory.grow(Math.max(0, pages - 2));
    this.#memory = memory;
    const scratches = Array.from({ length: threads }, () => this.#take(scratchBytes));
    this.#scratch = scratches[0]!;
    const control = new Int32Array(memory.buffer, problemAddress, problemBytes / 4);
    this.#threads = new KernelThreads(
      { module: compiled(), memory, problem: problemAddress },
      scratches.slice(1),
      control,
      words,
    );
  }

  readonly int32 = (length: number) => new Int32Array(this.#memory.buffer, this.#take(4 * length), length);
  readonly float32 = (length: number) => new Float32Array(this.#memory.buffer, this.#take(4 * length), length);
  readonly float64 = (length: number) => new Float64Array(this.#memory.buffer, this.#take(8 * length), length);
  readonly uint8 = (length: number) => new Uint8Array(this.#memory.buffer, this.#take(length), length);

  /** Computes the Gram matrix (in implicit feedback), then all targets. */
  solve(half: HalfIteration): void {
    this.#write(half);
    if (half.alpha !== null) this.#run(gramPhase, Math.ceil(half.width / stripColumns));
    this.#run(targetPhase, Math.ceil(half.outcomes.length / blockTargets));
  }

  /** Lets the threads end; call it when done. */
  close(): void {
    this.#threads.close();
  }

  #run(phase: number, blockCount: number): void {
    new Int32Array(this.#memory.buffer, problemAddress)[words.phase] = phase;
    this.#threads.run(blockCount, () => this.#exports.takeBlocks(problemAddress, this.#scratch));
  }

  #write(half: HalfIteration): void {
    const { width, ratings } = half;
    const doubleFields = new Float64Array(this.#memory.buffer, problemAddress);
    doubleFields[doubles.regularization] = half.regularization;
    doubleFields[doubles.alpha] = half.alpha ?? 0;
    const fields = new Uint32Array(this.#memory.buffer, problemAddress);
    fields[words.isExplicit] = half.alpha === null ? 1 : 0;
    fields[words.width] = width;
    fields[words.sourceCount] = half.sources.length / width;
    fields[words.targetCount] = half.outcomes.length;
    fields[words.offsets] = ratings.offsets.byteOffset;
    fields[words.columns] = ratings.columns.byteOffset;
    fields[words.values] = ratings.values.byteOffset;
    fields[words.sources] = half.sources.byteOffset;
    fields[words.targets] = half.targets.byteOffset;
    fields[words.previous] = half.previous?.byteOffset ?? 0;
    fields[words.gram] = half.gram.byteOffset;
    fields[words.outcomes] = half.outcomes.byteOffset;
  }

  #take(bytes: number): number {
    const address = this.#end;
    this.#end += alignedBytes(bytes);
    if (this.#end > this.#memory.buffer.byteLength)
      throw new RangeError('the kernel was given less memory than asked for');
    return address;
  }
}

/** Bytes an array takes in the kernel's memory. */
export function alignedBytes(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

let loadedModule: object | undefined;

function compiled(): object {
  loadedModule ??= new WebAssembly!.Module(binary());
  return loadedModule;
}

function binary(): Buffer<ArrayBuffer> {
  return Buffer.from(encoded, 'base64');
}
