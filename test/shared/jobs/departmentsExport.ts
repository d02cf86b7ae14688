import type { ContainerClient } from '@azure/storage-blob';
import { type DepartmentsOptions, departments } from '../../support/departments';
import { append } from '../events/exportContainer';
import { fileShareRow } from '../events/rows';
import { blobName, millisecondsPerDay } from './exportedDays';

/** Exports what people of departments open: a blob a day. Folders are of five minutes; the first of a day is as good as any. */
export async function exportDepartments(exports: ContainerClient, options: DepartmentsOptions): Promise<void> {
  const byDay = Map.groupBy(departments(options), ({ time }) => Math.floor(time / millisecondsPerDay));
  for (const [day, ofDay] of byDay) {
    const lines = ofDay.map(({ time, user, server, share }) => {
      const names = { Account: `C\\${user}`, Computer: server, ShareName: `\\\\*\\${share}` };
      return JSON.stringify(fileShareRow({ ...names, TimeGenerated: new Date(time).toISOString(), _ItemId: '' }));
    });
    await append(exports, blobName(day * millisecondsPerDay), `${lines.join('\n')}\n`);
  }
}
