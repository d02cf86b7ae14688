import type { Deployment } from '../deployment';
import { type Finding, notChecked, ok, wrong } from '../finding';
import { duration, limits } from './limits';

const check = 'clock of this machine';

/** Whether the time here is that of the services, by which tokens and ages are judged. */
export function checkClock({ clockSkew }: Deployment): readonly Finding[] {
  if (clockSkew === undefined) return [notChecked(check, 'no service told the time')];
  if (Math.abs(clockSkew) < limits.clockSkew) return [ok(check, `within ${duration(clockSkew)} of Azure's`)];
  const side = clockSkew > 0 ? 'ahead of' : 'behind';
  const problem = `it is ${duration(clockSkew)} ${side} Azure's, so ages told here are wrong, and tokens may be refused`;
  return [wrong(check, `${problem} (on Windows: w32tm /resync)`, 'sudo timedatectl set-ntp true')];
}
