import { measureColdStart } from './coldStart';
import type { Measurement, SectionResult } from './measurement';
import type { SectionContext } from './section';

const subject = 'a new instance until its first batch is scored (model of 1 MB, 800 rows; storage over loopback)';

/** How long a new instance takes; there is no result to check, so a short bench leaves it out. */
export async function benchColdStart({ isShort, screen }: SectionContext): Promise<SectionResult> {
  if (isShort) return { measurements: [], checks: [] };
  screen.progress(`${subject}: seven runs of each`);
  const { bundled, unbundled } = await measureColdStart();
  const measurement = (contestant: string, times: typeof bundled): Measurement => ({
    section: 'coldStart',
    subject,
    contestant,
    unit: 'ms',
    samples: [times.firstBatchMilliseconds],
    ratio: times.firstBatchMilliseconds / bundled.firstBatchMilliseconds,
    peakMegabytes: null,
    quality: {
      'ms until Node.js runs': times.beganMilliseconds,
      'ms until loaded': times.loadedMilliseconds,
      'ms of processor': times.processorMilliseconds,
    },
    absent: null,
  });
  return {
    measurements: [measurement('ours, bundled', bundled), measurement('ours, a file a module', unbundled)],
    checks: [],
  };
}
