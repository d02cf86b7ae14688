import type { Department, Server, Site, Team } from './organization';
import type { Person } from './person';

/** A share of a file server; shares of one name on different servers are different ones. */
export interface CompanyShare {
  readonly server: Server;
  /** As event 5140 writes it, `\\*\Finance`. */
  readonly shareName: string;
  /** The department and the team whose share it is, where it is somebody's. */
  readonly department: Department | undefined;
  readonly team: Team | undefined;
  /** The part of those it is meant for who use it. */
  readonly adoption: number;
  /** The first day it is there (below 0: it always was), and the first day it no longer is. */
  readonly from: number;
  readonly until: number;
}

const anyServer = '\\\\*\\';

/** Its name as Windows knows it, `Finance`. */
export function bareName({ shareName }: Pick<CompanyShare, 'shareName'>): string {
  return shareName.slice(anyServer.length);
}

/** A share that is always there and nobody's own, but for what is given otherwise. */
export function newShare(server: Server, name: string, other: Partial<CompanyShare> = {}): CompanyShare {
  const always = { from: -1, until: Number.POSITIVE_INFINITY };
  return {
    server,
    shareName: `${anyServer}${name}`,
    department: undefined,
    team: undefined,
    adoption: 1,
    ...always,
    ...other,
  };
}

/** Shares that begin and end with a project. */
export interface ProjectShares {
  readonly shares: readonly CompanyShare[];
  readonly begins: number;
  readonly ends: number;
}

/** The shares of a site that are for all its people. */
export interface SiteShares {
  readonly users: CompanyShare;
  readonly common: CompanyShare;
  readonly scans: CompanyShare;
}

export interface CompanyShares {
  readonly all: readonly CompanyShare[];
  /** For everybody; the most used first. */
  readonly company: readonly CompanyShare[];
  readonly ofSite: ReadonlyMap<Site, SiteShares>;
  /** A department's own, without those of its teams; the main share comes first. */
  readonly ofDepartment: ReadonlyMap<Department, readonly CompanyShare[]>;
  readonly ofTeam: ReadonlyMap<Team, readonly CompanyShare[]>;
  readonly archives: readonly CompanyShare[];
  readonly homes: ReadonlyMap<Person, CompanyShare>;
  readonly projects: readonly ProjectShares[];
  /** `C$`, `ADMIN$` and `D$`. */
  readonly admin: readonly CompanyShare[];
  /** Where a share moves to when it ends. */
  readonly successors: ReadonlyMap<CompanyShare, CompanyShare>;
}
