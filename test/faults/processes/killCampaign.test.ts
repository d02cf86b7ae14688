import { killCampaign } from './killCampaign';
import { killPoints } from './killPoints';
import { brokenPromises } from './killReport';

// Real processes, started and killed, whose clients wait for seconds before they try again.
jest.setTimeout(150_000);

it('loses, invents and alters nothing when the process is killed where it hurts most', async () => {
  const names = [
    'upload stored, answer on its way',
    'dead letters stored, answer on its way',
    'pointer stored, answer on its way',
  ];
  const moments = killPoints.filter(({ name }) => names.includes(name));
  const report = await killCampaign({ kills: 3, seed: 1, moments });
  expect(report.kills).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
  expect(report.messages).toBeGreaterThan(10);
  // The killed process had stored rows that its successor stored again.
  expect(report.duplicates).toBeGreaterThan(0);
  expect(brokenPromises(report)).toEqual([]);
});
