import type { AccessFacts } from './accessFacts';
import { shortName } from './shortName';

const namedPeers = 5;

/** The users most like the one who opens something, and how many of all that were looked at use what is opened. */
export interface PeerReasons {
  readonly peersCount: number;
  readonly peersUsing: number;
  readonly peersUsingServer: number;
  /** The most alike first, at most 5. */
  readonly peers: readonly {
    readonly user: string;
    readonly likeness: number;
    readonly usesResource: boolean;
    readonly usesServer: boolean;
  }[];
}

export function peerReasons({ peers }: AccessFacts): PeerReasons {
  return {
    peersCount: peers.length,
    peersUsing: peers.filter(({ usesResource }) => usesResource).length,
    peersUsingServer: peers.filter(({ usesServer }) => usesServer).length,
    peers: peers.slice(0, namedPeers).map(({ name, likeness, usesResource, usesServer }) => ({
      user: shortName(name),
      likeness,
      usesResource,
      usesServer,
    })),
  };
}
