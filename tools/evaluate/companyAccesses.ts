import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { LabelledAccess } from '../../shared/evaluation/labelledAccess';
import type { Access } from '../../shared/events/access';
import { defaultIdentityRules, type IdentityRules } from '../../shared/events/identity';
import { type CompanyOptions, simulateCompany } from '../company/simulateCompany';

/** What an invented company opens, as its rows would be read. */
export interface CompanyAccesses {
  /** In the order of time, as is the test window, which comes after. */
  readonly training: readonly Access[];
  readonly test: readonly LabelledAccess[];
  /** The first moment of the test window, milliseconds since 1970. */
  readonly testFrom: number;
}

/**
 * Invents a company and reads its accesses without writing them to files. The same options and rules make the same.
 *
 * @throws ActionableError as {@link simulateCompany} does.
 */
export function companyAccesses(
  options: CompanyOptions,
  identity: IdentityRules = defaultIdentityRules,
): CompanyAccesses {
  const { accesses, testFrom } = simulateCompany(options);
  const reader = resourceAccess.reader(identity);
  const read = accesses.flatMap(({ time, account, computer, shareName, ipAddress, kind }): LabelledAccess[] => {
    const row = { EventID: 5140, TimeGenerated: new Date(time).toISOString() };
    const reading = reader({
      ...row,
      Account: account,
      Computer: computer,
      ShareName: shareName,
      IpAddress: ipAddress,
    });
    return 'access' in reading ? [{ access: reading.access, kind }] : [];
  });
  const training = read.filter(({ access }) => access.time < testFrom).map(({ access }) => access);
  return { training, test: read.slice(training.length), testFrom };
}
