import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { companyRows } from '../../../tools/company/companyRows';
import { simulateCompany } from '../../../tools/company/simulateCompany';
import { companyAccesses } from '../../../tools/evaluate/companyAccesses';
import { Random } from '../../../tools/sample/random';

const options = { seed: 4, users: 60 };

describe('companyAccesses', () => {
  const { training, test, testFrom } = companyAccesses(options);

  it('reads who opens what as it would be read from the rows that are written', () => {
    const { accesses } = simulateCompany(options);
    const reader = fileShareReader(defaultIdentityRules);
    const named = ({ user, resource, time }: { user: string; resource: string; time: number }) =>
      `${user} ${resource} ${time}`;
    const ofRows = accesses.map(companyRows(new Random('rows'))).flatMap((row) => {
      const reading = reader(row);
      return 'access' in reading ? [named(reading.access)] : [];
    });
    expect([...training, ...test.map(({ access }) => access)].map(named)).toEqual(ofRows);
  });

  it('parts training from the test window, and labels what is planted there', () => {
    expect(training.every(({ time }) => time < testFrom)).toBe(true);
    expect(test.every(({ access }) => access.time >= testFrom)).toBe(true);
    const planted = simulateCompany(options).accesses.flatMap(({ kind }) => kind ?? []);
    expect(test.flatMap(({ kind }) => kind ?? [])).toEqual(planted);
    expect(planted).not.toHaveLength(0);
  });

  it('reads by other rules of identity where they are given', () => {
    const { resource, shareName } = companyAccesses(options, { ...defaultIdentityRules, resource: 'byoml' })
      .training[0]!;
    expect(resource).toBe(shareName);
  });
});
