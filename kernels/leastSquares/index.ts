import { computeGramStrip } from './gram';
import { Problem } from './problem';
import { layScratch, Scratch } from './scratch';
import { solveTarget } from './target';

export { scratchBytes } from './scratch';

/** Targets in a block. */
const blockTargets: i32 = 32;

/** Takes blocks of the problem at `address` until there is none left, working in the scratch at `scratchAddress`. */
export function takeBlocks(address: usize, scratchAddress: usize): void {
  const problem = changetype<Problem>(address);
  const scratch = layScratch(scratchAddress, problem.width);
  const nextBlock = address + offsetof<Problem>('nextBlock');
  for (;;) {
    const block = atomic.add<i32>(nextBlock, 1);
    if (block >= problem.blockCount) return;
    if (problem.phase === 0) computeGramStrip(problem, scratch, problem.blockCount - 1 - block);
    else solveBlock(problem, scratch, block * blockTargets);
  }
}

function solveBlock(problem: Problem, scratch: Scratch, first: i32): void {
  const end = min(first + blockTargets, problem.targetCount);
  for (let target = first; target < end; target++) solveTarget(problem, scratch, target);
}

/** Takes blocks whenever the turn changes, until it is below 0. */
export function work(address: usize, scratchAddress: usize): void {
  const turn = address + offsetof<Problem>('turn');
  const threadsAtWork = address + offsetof<Problem>('threadsAtWork');
  let last = 0;
  for (;;) {
    atomic.wait<i32>(turn, last, -1);
    last = atomic.load<i32>(turn);
    if (last < 0) return;
    // Counted before it takes a block, so that the problem is not changed under it.
    atomic.add<i32>(threadsAtWork, 1);
    takeBlocks(address, scratchAddress);
    atomic.sub<i32>(threadsAtWork, 1);
    atomic.notify(threadsAtWork, 1);
  }
}
