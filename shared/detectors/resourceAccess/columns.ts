import type { Column, RowOf } from '../column';

/** Table of this detector's findings; the name and the first columns are those of BYO-ML's own table. */
export const resultTable = 'AnomalousResourceAccessResult_CL';

export const resultColumns = [
  { name: 'TimeGenerated', type: 'datetime', description: 'When the finding was made (UTC).' },
  { name: 'TimeStamp', type: 'datetime', description: 'When the first access of the finding happened (UTC).' },
  {
    name: 'RecordId',
    type: 'string',
    description: 'Key of the finding, made of the rows it is about: the same however often they are delivered.',
  },
  { name: 'User', type: 'string', description: 'Who: the user as the model knows it.' },
  { name: 'Resource', type: 'string', description: 'What: the share as the model knows it.' },
  {
    name: 'AnomalyScore',
    type: 'real',
    description: 'Standard deviations by which the access fits worse than an ordinary one; null where there is none.',
  },
  { name: 'Reason', type: 'string', description: 'scored, or why there is no score.' },
  { name: 'Computer', type: 'string', description: 'File server that reported the first access.' },
  { name: 'ShareName', type: 'string', description: 'Share of the first access, as the server reported it.' },
  { name: 'IpAddress', type: 'string', description: 'Client of the first access.' },
  { name: 'AccessCount', type: 'int', description: 'Accesses of this user to this resource in one message.' },
  { name: 'FirstAccess', type: 'datetime', description: 'Time of the earliest of them (UTC).' },
  { name: 'LastAccess', type: 'datetime', description: 'Time of the latest of them (UTC).' },
  { name: 'TenantKey', type: 'string', description: 'Workspace that the rows came from.' },
  { name: 'ModelVersion', type: 'string', description: 'Model that scored; empty while there is none.' },
  { name: 'Detector', type: 'string', description: 'Name of the detector.' },
  {
    name: 'Truncated',
    type: 'boolean',
    description:
      'Whether a name of over 1,024 characters was cut, to end in # and a digest, or any text of over 64 KB.',
  },
  { name: 'ScoredAt', type: 'datetime', description: 'When it was scored (UTC); the latest row of a RecordId counts.' },
] as const satisfies readonly Column[];

/** One row of the result table. */
export type ResultRow = RowOf<typeof resultColumns>;
