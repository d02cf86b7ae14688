import { createInterface } from 'node:readline';

/** A contestant's side of the talk (see `contestant.ts`): says that it is ready, then answers line by line. */
export async function answerRequests<Request>(answer: (request: Request) => unknown): Promise<void> {
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      say(await answer(JSON.parse(line)));
    } catch (error) {
      say({ error: (error as Error).message });
    }
  }
}

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
