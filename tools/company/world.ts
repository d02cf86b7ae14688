import type { Random } from '../sample/random';
import type { Organization } from './organization';
import type { Person } from './person';
import type { CompanyShare, CompanyShares } from './share';
import type { Timeline } from './timeline';

/** What is the same for everybody who works at the company. */
export interface World {
  readonly organization: Organization;
  readonly shares: CompanyShares;
  readonly timeline: Timeline;
  /** Picks a share of a department or a team, of any. */
  readonly anyShare: (random: Random) => CompanyShare;
  /** The administrative shares that each administrator looks after. */
  readonly administered: ReadonlyMap<Person, readonly CompanyShare[]>;
}
