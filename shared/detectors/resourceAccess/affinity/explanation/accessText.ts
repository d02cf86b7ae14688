import type { Score } from '../../../detector';
import type { Pair } from '../../trainingSet';
import type { AccessFacts } from './accessFacts';
import { rarityInBrackets } from './rarityText';
import { shortName } from './shortName';

/** Below these multiples of what two users drawn at random have in common. */
const multiples = { none: 1.25, little: 3 };

/** A sentence about an access that no knowledge of it calls expected. */
export function accessText(pair: Pair, { reason, pValue }: Score, facts: AccessFacts): string {
  const beginning = beginningOf(shortName(pair.user), shortName(pair.resource), reason, facts);
  const clauses = [peersClause(facts, reason), usersClause(facts, reason)].filter((clause) => clause !== '');
  const told = clauses.length > 0 ? `; ${clauses.join(', and ')}` : '';
  return `${beginning}${told}${rarityInBrackets(pValue, 'legitimate first-time accesses')}.`;
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

function peersClause({ peers, hasServer, place }: AccessFacts, reason: string): string {
  if (reason === 'unknownUser') return '';
  const isServerKnown = hasServer && place.server >= 0;
  if (reason === 'unknownResource' && !isServerKnown) return hasServer ? 'its server was not seen either' : '';
  if (peers.length === 0) return 'nobody else uses much of what they use';
  const ofResource = peers.filter(({ usesResource }) => usesResource).length;
  const ofServer = peers.filter(({ usesServer }) => usesServer).length;
  const ofThem = peers.length === 1 ? 'of the 1 user like them' : `of the ${peers.length} users most like them`;
  if (reason === 'unknownResource') return `${counted(ofServer)} ${ofThem} ${verb(ofServer)} its server`;
  const server = isServerKnown ? `, ${counted(ofServer)} ${verb(ofServer)} the server` : '';
  return `${counted(ofResource)} ${ofThem} ${verb(ofResource)} it${server}`;
}

function usersClause({ resourceUsers, tenantUsers, likenessToUsers }: AccessFacts, reason: string): string {
  if (reason === 'unknownResource') return '';
  if (resourceUsers === 0) return 'nobody is known to use it';
  if (reason === 'unknownUser') return `${resourceUsers} of the ${tenantUsers} accounts seen ${verb(resourceUsers)} it`;
  const [users, have] = resourceUsers === 1 ? ['its only user', 'has'] : [`its ${resourceUsers} users`, 'have'];
  return `${users} ${have} ${inCommon(likenessToUsers)}`;
}

function inCommon(multiple: number): string {
  if (multiple < multiples.none) return 'no more in common with them than anybody has';
  return `${multiple < multiples.little ? 'little' : 'much'} in common with them`;
}

function counted(count: number): string {
  return count === 0 ? 'none' : String(count);
}

/** None of them uses it, one does, two do. */
function verb(count: number): string {
  return count < 2 ? 'uses' : 'use';
}
