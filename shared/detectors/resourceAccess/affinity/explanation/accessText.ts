import type { Score } from '../../../detector';
import type { Pair } from '../../trainingSet';
import type { AccessFacts } from './accessFacts';
import { rarityInBrackets, rarityText } from './rarityText';
import { shortName } from './shortName';

/** One thing told of an access, and whether it makes it look usual (above 0), strange (below), or neither. */
interface Clause {
  readonly text: string;
  readonly sense: -1 | 0 | 1;
}

/** Below these multiples of what two users drawn at random have in common. */
const multiples = { none: 1.25, little: 3 };

/** A sentence about an access that no knowledge of it calls expected. */
export function accessText(pair: Pair, { reason, pValue }: Score, facts: AccessFacts): string {
  const beginning = beginningOf(shortName(pair.user), shortName(pair.resource), reason, facts);
  const clauses = [peersClause(facts, reason), usersClause(facts, reason)].filter((clause) => clause !== null);
  return `${beginning}${joined(clauses)}${rarityClause(pValue, clauses, facts.comparedWith)}.`;
}

function joined([first, second]: readonly Clause[]): string {
  if (first === undefined) return '';
  if (second === undefined) return `; ${first.text}`;
  return `; ${first.text}, ${first.sense * second.sense < 0 ? 'but' : 'and'} ${second.text}`;
}

/** How rare such a score is; set against clauses that sound strange where it is not rare at all. */
function rarityClause(pValue: number | undefined, clauses: readonly Clause[], count: number): string {
  const all = 'legitimate first-time accesses';
  const soundsStrange = clauses.length > 0 && clauses.every(({ sense }) => sense < 0);
  if (!soundsStrange || pValue === undefined || pValue <= 0.5) return rarityInBrackets(pValue, all, count);
  return pValue === 1 ? '' : `; yet ${rarityText(pValue, all)}`;
}

/** A sentence about an access that is to be expected. */
export function expectedText(pair: Pair, reason: string): string {
  const [user, resource] = [shortName(pair.user), shortName(pair.resource)];
  if (reason === 'knownPair') return `${user} is known to use ${resource}, so it is no news.`;
  return `${user} reaches nearly every resource, so ${resource} is no news.`;
}

function beginningOf(user: string, resource: string, reason: string, { place }: AccessFacts): string {
  const what = place.isAdministrative ? `${resource}, a share for administrators` : resource;
  if (reason === 'unknownUser') return `${user}, an account not seen in training, opened ${what}`;
  if (reason === 'unknownResource') {
    return `${user} opened ${what}${place.isAdministrative ? ' that was' : ', a resource'} not seen in training`;
  }
  const first = `${user} opened ${what}${place.isAdministrative ? ',' : ''} for the first time`;
  if (reason !== 'disconnected') return first;
  return `${first}, which no chain of accesses links to what they use`;
}

function peersClause({ peers, hasServer, place }: AccessFacts, reason: string): Clause | null {
  if (reason === 'unknownUser') return null;
  const isServerKnown = hasServer && place.server >= 0;
  if (reason === 'unknownResource' && !isServerKnown) {
    return hasServer ? { text: 'its server was not seen either', sense: -1 } : null;
  }
  if (peers.length === 0) return { text: 'nobody else uses much of what they use', sense: 0 };
  const ofResource = peers.filter(({ usesResource }) => usesResource).length;
  const ofServer = peers.filter(({ usesServer }) => usesServer).length;
  const ofThem = peers.length === 1 ? 'of the 1 user like them' : `of the ${peers.length} users most like them`;
  if (reason === 'unknownResource') {
    return { text: `${counted(ofServer)} ${ofThem} ${verb(ofServer)} its server`, sense: senseOf(ofServer) };
  }
  const server = isServerKnown ? `, ${counted(ofServer)} ${verb(ofServer)} the server` : '';
  return { text: `${counted(ofResource)} ${ofThem} ${verb(ofResource)} it${server}`, sense: senseOf(ofResource) };
}

/** Of those who use the resource and are not told of among the peers: one clause cannot contradict the other. */
function usersClause(facts: AccessFacts, reason: string): Clause | null {
  const { resourceUsers, tenantUsers, peers, others } = facts;
  if (reason === 'unknownResource') return null;
  if (resourceUsers === 0) return { text: 'nobody is known to use it', sense: -1 };
  if (reason === 'unknownUser' || peers.length === 0) {
    return { text: `${resourceUsers} of the ${tenantUsers} accounts seen ${verb(resourceUsers)} it`, sense: 0 };
  }
  if (others.count === 0) return { text: 'nobody else uses it', sense: 0 };
  const other = others.count < resourceUsers ? 'other ' : '';
  const who = others.count === 1 ? `its only ${other}user has` : `its ${others.count} ${other}users have`;
  if (others.likeness < multiples.none) {
    return { text: `${who} no more in common with them than anybody has`, sense: -1 };
  }
  if (others.likeness < multiples.little) return { text: `${who} little in common with them`, sense: 0 };
  return { text: `${who} much in common with them`, sense: 1 };
}

function senseOf(count: number): Clause['sense'] {
  return count > 0 ? 1 : -1;
}

function counted(count: number): string {
  return count === 0 ? 'none' : String(count);
}

/** None of them uses it, one does, two do. */
function verb(count: number): string {
  return count < 2 ? 'uses' : 'use';
}
