import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { listExportDays } from '../../../../shared/events/exportBlobs';
import type { IdentityRules } from '../../../../shared/events/identity';
import type { ReadCounts } from '../../../../shared/events/readCounts';
import { DayAggregates } from '../../../../shared/storage/dayAggregates';
import { ModelStoreError } from '../../../../shared/storage/modelErrors';
import { type Fact, known, unknown } from '../fact';
import { blobFact } from './blobFact';

const day = 86_400_000;

export interface ExportedDayQuestion {
  readonly exports: ContainerClient;
  readonly models: ContainerClient;
  readonly identity: IdentityRules;
  /** Resource id of the workspace that exports. */
  readonly workspace: string;
  /** Of a UTC day that a night has read whole, milliseconds since 1970. */
  readonly midnight: number;
}

/**
 * Rows of event 5140 in a day of the export, copies left out: by what the last night kept of that day, so that the day
 * need not be read again.
 */
export function readExportedFileShareRows(question: ExportedDayQuestion): Promise<Fact<number>> {
  const { exports, models, identity, workspace, midnight } = question;
  const rules = { detector: 'resourceAccess', partFormat: resourceAccess.partFormat, identity };
  const nightly = new DayAggregates(models, rules, () => {});
  return blobFact(exports, async (container) => {
    for await (const exported of listExportDays(container, { from: midnight, to: midnight + day })) {
      if (!exported.workspace.toLowerCase().includes(workspace.toLowerCase())) continue;
      const folders = await nightly.load(exported, resourceAccess.remember()).catch(unlessStorageIsSilent);
      if (folders === undefined) return unknown('what the nights keep in the model container could not be read');
      if (folders.length === 0) break;
      return known(folders.reduce((sum, { counts }) => sum + fileShareRows(counts), 0));
    }
    return unknown('no night has read that day yet');
  });
}

function unlessStorageIsSilent(error: unknown): undefined {
  if (!(error instanceof ModelStoreError)) throw error;
}

/** All but what is no row of event 5140, or stands in another row's place. */
function fileShareRows({ rows, skipped, problems }: ReadCounts): number {
  const { otherTable, otherEvent, notARow, duplicate, outsideWindow } = skipped;
  const others = [otherTable, otherEvent, notARow, duplicate, outsideWindow, ...Object.values(problems)];
  return others.reduce((left, count) => left - count, rows);
}
