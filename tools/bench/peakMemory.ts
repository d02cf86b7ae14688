import { existsSync, readFileSync } from 'node:fs';

const statusFile = '/proc/self/status';

/**
 * Largest resident set of this process so far, in millions of bytes. Linux tells it as `VmHWM`; what `resourceUsage`
 * tells there begins with the resident set of the process that started this one.
 */
export function peakMegabytes(): number {
  const kilobytes = existsSync(statusFile)
    ? Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(statusFile, 'utf8'))?.[1])
    : process.resourceUsage().maxRSS;
  return (kilobytes * 1024) / 1e6;
}
