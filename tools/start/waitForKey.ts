import type { Screen } from './screen';

/** Until a key is pressed; Ctrl-C is a key too, because in raw mode the terminal sends no signal for it. */
export async function waitForKey(screen: Screen): Promise<void> {
  screen.line('Everything keeps running: send rows to the event hub, look at the blobs. Press any key to end.');
  process.stdin.setRawMode(true).resume();
  await new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdin.setRawMode(false).pause();
}
