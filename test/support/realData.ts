import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { itUnlessMissing } from './itUnlessMissing';

/**
 * Real rows are not part of the repository. They are looked for beside it, or where REAL_DATA points:
 * `otrf_fileshare.jsonl` (share events of OTRF/Security-Datasets under SecurityEvent's column names) and
 * `otrf_native_loganalytics.jsonl` (rows of the same project as a Log Analytics workspace exported them).
 */
const folder = process.env.REAL_DATA ?? join(__dirname, '../../../shared/data/real');

/** A test on a file of real rows; where the file is absent it is skipped, and its title says so. */
export function itWithRealData(file: string, title: string, run: (path: string) => Promise<void>): void {
  const path = join(folder, file);
  itUnlessMissing(existsSync(path) ? undefined : `${path} is absent`)(title, () => run(path));
}
