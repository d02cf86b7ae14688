import { InvocationContext } from '@azure/functions';
import type { ContainerClient } from '@azure/storage-blob';
import type { Detector } from '../../../shared/detectors/detector';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import type { ResourceAccessModel } from '../../../shared/detectors/resourceAccess/affinity/affinityModel';
import { describeCase } from '../../../shared/detectors/resourceAccess/caseFinding';
import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { resourceAccessScoring } from '../../../shared/detectors/resourceAccess/scoring';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { CaseGatherer } from '../../../shared/jobs/caseGatherer';
import { Scorer } from '../../../shared/jobs/scorer';
import { DayJournal } from '../../../shared/storage/dayJournal';
import { ModelSource } from '../../../shared/storage/modelSource';
import { publishModel } from '../../../shared/storage/publishModel';
import { ToldJournal } from '../../../shared/storage/toldJournal';
import { everyFinding } from '../../support/writingRules';
import { fileShareRow } from '../events/rows';

/** A detector to which a day's score is the number of its accesses, and two are worth a case. */
export function countingDetector(learnt: ReadonlySet<string> = new Set()) {
  const userDays: Detector<never, never, ResourceAccessModel, ResultRow>['userDays'] = {
    areJudged: () => true,
    isFirstTime: (_model, { resource }) => !learnt.has(resource),
    score: (_model, accesses) => ({
      score: accesses.length,
      pValue: 1 / accesses.length,
      steps: accesses.map((_, i) => ({ score: i, pValue: 1 / (i + 1), caseScore: i + 1 })),
    }),
    isWorthWriting: (_model, accesses) => accesses.length >= 2,
    finding: (_model, accesses, day, context) => describeCase(accesses, day, { reasons: {}, text: '' }, context),
  };
  return { ...resourceAccessScoring, userDays };
}

export interface CasePlaces {
  readonly models: ContainerClient;
  readonly journal: ContainerClient;
  readonly deadLetters: ContainerClient;
}

/** The two functions of an instance, with a memory of their own. */
export function instanceOn(places: CasePlaces, shard = '0', detector = countingDetector(), days = 2) {
  const { name, decode } = detector;
  const journal = new DayJournal(places.journal, { detector: name, shard, days });
  const options = {
    detector,
    models: new ModelSource({ container: places.models, detector: name, decode }),
    deadLetters: places.deadLetters,
    identity: defaultIdentityRules,
    rule: everyFinding,
    days,
  };
  return {
    scorer: new Scorer(() => ({ ...options, journal: new ToldJournal(journal) })),
    gatherer: new CaseGatherer(() => ({ ...options, journal })),
  };
}

export async function publishSmallModel(models: ContainerClient, now: Date): Promise<string> {
  const pairs = [
    { tenant: 't', user: 'contoso\\a', resource: 'fs01\\a', likelihood: 1 },
    { tenant: 't', user: 'contoso\\b', resource: 'fs01\\a', likelihood: 2 },
  ];
  const description = {
    detector: 'resourceAccess',
    identity: defaultIdentityRules,
    window: null,
    accesses: 2,
    quality: {},
  };
  const bytes = resourceAccess.encode({ model: trainAccessAnomaly(pairs), description });
  return (await publishModel(models, 'resourceAccess', bytes, {}, now)).version;
}

/** A message of accesses, each written `user share time`. */
export function messageOf(...accesses: readonly string[]): Buffer {
  const records = accesses.map((text) => {
    const [user, share, time] = text.split(' ');
    return fileShareRow({
      TenantId: 't',
      Account: `CONTOSO\\${user}`,
      Computer: 'FS01',
      ShareName: `\\\\*\\${share}`,
      TimeGenerated: time,
      _ItemId: text,
    });
  });
  return Buffer.from(JSON.stringify({ records }));
}

/** The context of an invocation, and what was logged in it. */
export function invocation(functionName: string) {
  const lines: { readonly level: string; readonly text: string }[] = [];
  const context = new InvocationContext({
    functionName,
    logHandler: (level, ...words) => lines.push({ level, text: words.join(' ') }),
  });
  return { context, lines };
}
