import { scoringOf } from '../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { placeOf } from '../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import { signalNames } from '../../../../shared/detectors/resourceAccess/affinity/signals';
import { affinityModel, scorerOf } from '../../../../shared/evaluation/affinity';
import { ablationPage } from '../../../../tools/bench/ablation/ablationPage';
import { caseAblations } from '../../../../tools/bench/ablation/caseParts';
import { firstTimes } from '../../../../tools/bench/ablation/judgeTrials';
import { trialModels } from '../../../../tools/bench/ablation/trialModels';
import { trials } from '../../../../tools/bench/ablation/trials';
import { companyAccesses } from '../../../../tools/evaluate/companyAccesses';

const { training, test } = companyAccesses({ seed: 3, users: 100 });
const news = firstTimes(training, test);
const model = affinityModel(training);

describe('trialModels', () => {
  const without = { name: 'without names', trial: { without: ['peers', 'ownServer'] } } as const;
  const [whole, partial] = trialModels(training, [trials[0]!, without]);

  it('make of no trial what the app trains', () => {
    expect(whole!.affinity).toEqual(model.affinity);
    const scores = (of: typeof model) => news.map(({ access }) => scorerOf(of).score(access));
    expect(scores(whole!)).toEqual(scores(model));
  });

  it('give signals that are left out no say, and refit the others', () => {
    const place = placeOf(partial!.affinity, 0);
    for (let user = 0; user < 20; user++) {
      const { bySignal, base, score } = scoringOf(partial!).scorer.contributions({ tenant: 0, user }, place);
      expect(bySignal[signalNames.indexOf('peers')]).toBeCloseTo(0, 12);
      expect(bySignal[signalNames.indexOf('ownServer')]).toBeCloseTo(0, 12);
      expect(bySignal.reduce((sum, part) => sum + part, base)).toBeCloseTo(score, 10);
    }
    const slopeOf = (of: typeof model) =>
      of.affinity.odds[0]!.pair.shapes[signalNames.indexOf('serverPeers')]!.slopes[0];
    expect(slopeOf(partial!)).not.toBeCloseTo(slopeOf(whole!)!, 3);
  });
});

describe('trials', () => {
  it('have a name each', () => {
    expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length);
  });
});

describe('caseAblations', () => {
  it('leave out one part each: three of them are the case score twice', () => {
    const cases = scorerOf(model);
    const [context, number, sum, itself] = caseAblations(model).map((scorer) => scorer.fit(training));
    let days = 0;
    for (const { access } of news) {
      const [withoutContext, withoutNumber, withoutSum, withoutItself] = [context, number, sum, itself].map(
        (scorer) => scorer!.score(access)!,
      );
      const caseScore = cases.caseScore!(access)!;
      expect(withoutNumber! + withoutSum! + withoutItself!).toBeCloseTo(2 * caseScore, 8);
      if (Math.abs(withoutContext! - caseScore) > 1e-9) days++;
    }
    expect(days).toBeGreaterThan(0);
  });
});

describe('ablationPage', () => {
  const run = (shift: number) =>
    trials.flatMap(({ name }, i) => [
      { scorer: name, rocAuc: 0.8 + (i === 0 ? 0 : shift), recall: 0.4 },
      { scorer: `${name} (case)`, rocAuc: 0.9, recall: 0.6 },
    ]);
  const page = ablationPage({ companies: [run(-0.01), run(-0.03)], graph: run(0.02) });

  it('tells the difference on a graph without an interval', () => {
    expect(page).toContain('graph: ROC-AUC');
    expect(page).toMatch(/\| without peers .*\| \+0\.020 +\|$/m);
  });

  it('tells the figures of the whole, and of the others the mean difference with its interval', () => {
    expect(page).toMatch(/\| as it is +\| 0\.800 +\| 0\.400 +\| 0\.900 +\| 0\.600 +\| 0\.800 +\|/);
    // Mean -0.02, s = 0.01 sqrt(2), t(1) = 12.706: ±0.127.
    expect(page).toMatch(/\| without peers +\| −0\.020 \[−0\.147 \+0\.107\] \| \+0\.000 \[\+0\.000 \+0\.000\]/);
  });
});
