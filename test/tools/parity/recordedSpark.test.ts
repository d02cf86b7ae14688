import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { checkParameters } from '../../../shared/detectors/resourceAccess/parameters';
import { compareOutcomes } from '../../../tools/parity/agreement';
import { negativesOf } from '../../../tools/parity/caseFiles';
import { dataFactoryCase } from '../../../tools/parity/dataFactoryCases';
import { ourOutcome } from '../../../tools/parity/outcome';
import { decodeRecord, recordedNames } from '../../../tools/parity/recordedCase';
import { missedBars } from '../../../tools/parity/runCase';
import { sideFigures } from '../../../tools/parity/sideFigures';

const folder = join(__dirname, '../../fixtures/parity');

describe.each(recordedNames)('what SynapseML learned on Spark, as recorded: %s', (name) => {
  const record = decodeRecord(readFileSync(join(folder, `${name}.json.gz`)));
  const parityCase = dataFactoryCase(name);
  const { pairs, bars, rows, parameters } = parityCase;
  const outcomeOf = (seed: number) => ourOutcome(trainAccessAnomaly(rows, { ...parameters, seed }), pairs);

  it('is of the same data, parameters and negatives', () => {
    expect(record).toMatchObject({ name, rows: rows.length, parameters: checkParameters(parameters) });
    expect(record.negatives).toEqual(negativesOf(parityCase));
    expect(record.spark.scores).toHaveLength(pairs.length);
  });

  it('is what we learn: factors within 1e-4, scores in the same order, no higher loss', () => {
    const ours = outcomeOf(record.parameters.seed);
    const agreement = compareOutcomes(pairs, ours, record.spark);
    const [loss, sparkLoss] = [ours, record.spark].map((outcome) => sideFigures(parityCase, outcome).loss);
    expect(missedBars(bars, agreement, loss! / sparkLoss! - 1)).toEqual([]);
    expect(agreement).toMatchObject({ isAlike: true, topOverlap: 25 });
    expect(agreement.scoreDifference).toBeLessThan(1e-3);
  });

  it('is not what we learn from another start', () => {
    const agreement = compareOutcomes(pairs, outcomeOf(record.parameters.seed + 1), record.spark);
    expect(agreement.factorDifference).toBeGreaterThan(1e-2);
  });
});
