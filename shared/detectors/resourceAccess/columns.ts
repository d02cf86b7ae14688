import type { Column, RowOf } from '../column';

/** Table of this detector's findings; the name and the first columns are those of BYO-ML's own table. */
export const resultTable = 'AnomalousResourceAccessResult_CL';

export const resultColumns = [
  { name: 'TimeGenerated', type: 'datetime', description: 'When the finding was made (UTC).' },
  { name: 'TimeStamp', type: 'datetime', description: 'When the first access of the finding happened (UTC).' },
  {
    name: 'RecordId',
    type: 'string',
    description:
      'Key of the finding, the same however often it is delivered: made of the rows it is about; of a case, of tenant, ' +
      'user and day.',
  },
  {
    name: 'Kind',
    type: 'string',
    description:
      'access: of one user to one resource in one message. case: all that a user opened for the first time in a UTC day.',
  },
  { name: 'User', type: 'string', description: 'Who: the user as the model knows it.' },
  {
    name: 'Resource',
    type: 'string',
    description: 'What: the share as the model knows it; of a case, the least to be expected of its shares.',
  },
  {
    name: 'AnomalyScore',
    type: 'real',
    description:
      'How badly it fits what the model learnt, higher being worse; null where there is no score. Compare scores of one ' +
      'kind and one model version, and PValue across them.',
  },
  {
    name: 'PValue',
    type: 'real',
    description:
      'Chance that a legitimate first-time access, or of a case a legitimate day with one, scores as high; null where ' +
      'the model cannot tell.',
  },
  { name: 'Percentile', type: 'real', description: '100 (1 - PValue): percent of legitimate ones that score lower.' },
  {
    name: 'Reason',
    type: 'string',
    description: 'scored, case, what is special about the access, or why it has no score.',
  },
  { name: 'Reasons', type: 'dynamic', description: 'The numbers behind the score; of a case, its accesses too.' },
  { name: 'Explanation', type: 'string', description: 'The same in a sentence.' },
  {
    name: 'Computer',
    type: 'string',
    description: 'File server that reported the first access; of a case, the access to Resource.',
  },
  { name: 'ShareName', type: 'string', description: 'Share of that access, as the server reported it.' },
  { name: 'IpAddress', type: 'string', description: 'Client of that access.' },
  {
    name: 'AccessCount',
    type: 'int',
    description:
      'Accesses of this user to this resource in one message; of a case, resources opened for the first time.',
  },
  { name: 'FirstAccess', type: 'datetime', description: 'Time of the earliest of them (UTC).' },
  { name: 'LastAccess', type: 'datetime', description: 'Time of the latest of them (UTC).' },
  { name: 'TenantKey', type: 'string', description: 'Workspace that the rows came from.' },
  { name: 'ModelVersion', type: 'string', description: 'Model that scored; empty while there is none.' },
  { name: 'Detector', type: 'string', description: 'Name of the detector.' },
  {
    name: 'Truncated',
    type: 'boolean',
    description:
      'Whether a name of over 1,024 characters was cut, to end in # and a digest, or a text of over 64 KB, or Reasons of ' +
      'over 64 KB were left out.',
  },
  { name: 'ScoredAt', type: 'datetime', description: 'When it was scored (UTC); the latest row of a RecordId counts.' },
] as const satisfies readonly Column[];

/** One row of the result table. */
export type ResultRow = RowOf<typeof resultColumns>;
