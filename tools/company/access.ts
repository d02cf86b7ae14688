import type { CompanyShare } from './share';

export const anomalyKinds = [
  'crossDepartment',
  'sweep',
  'newAccount',
  'adminShare',
  'adjacentTeam',
  'serviceAccount',
  'otherSite',
] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** One opening of a share, as a row of event 5140 reports it. */
export interface CompanyAccess {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `DOMAIN\name`, in the row's spelling. */
  readonly account: string;
  /** The file server, in the row's spelling. */
  readonly computer: string;
  /** `\\*\name`, in the row's spelling. */
  readonly shareName: string;
  readonly ipAddress: string;
  /** Null where the access is legitimate, else the kind of the planted anomaly. */
  readonly kind: AnomalyKind | null;
  /** Number of the planted incident, from 0; null where the access is legitimate. */
  readonly incident: number | null;
}

/** An access before it is spelled: who opened which share when. */
export interface Opening {
  readonly time: number;
  readonly account: string;
  readonly ipAddress: string;
  readonly share: CompanyShare;
}
