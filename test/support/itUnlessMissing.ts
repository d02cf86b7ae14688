/**
 * `it` for tests of what may not be on this machine.
 *
 * @param missing why it cannot be had: the tests are skipped, and their titles say so
 */
export function itUnlessMissing(missing: string | undefined) {
  return (title: string, run: () => Promise<void> | void): void => {
    if (missing === undefined) it(title, async () => run());
    else it.skip(`${title} (skipped: ${missing})`, async () => run());
  };
}
