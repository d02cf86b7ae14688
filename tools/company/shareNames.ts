import type { Random } from '../sample/random';
import { departmentNames } from './names';
import type { Department, Server } from './organization';

const topics =
  'Archive Audit Backup Budget Contracts Data Docs Drafts Exchange Export Forms Images Import Incoming Inventory Invoices Manuals Meetings Minutes Offers Orders Planning Policies Presentations Projects Reports Reviews Scans Specs Team Templates Temp Tools Training Travel Vendors Work';
const codeNames =
  'albatross amber aurora basalt beacon bison cedar cobalt comet condor coral delta falcon fjord flint garnet glacier granite harrier heron indigo ivory jade juniper kestrel lagoon lotus lynx magnet maple marlin meteor nimbus onyx opal orca osprey otter pelican phoenix pine quartz raven saffron sequoia sparrow tundra umbra vega walnut yarrow zephyr';
const words = { topics: topics.split(' '), codeNames: codeNames.split(' ') };

/**
 * Names shares as companies do, without a rule: for a topic, the department, a project nobody recalls, a year, a number.
 * A name is given once on a server; on another server it may occur again.
 */
export class ShareNames {
  readonly #taken = new Set<string>();

  /** A share of a department or of one of its teams. */
  ofDepartment(department: Department, server: Server, random: Random): string {
    return this.unique(departmentShareName(department, random), server);
  }

  ofProject(server: Server, random: Random): string {
    const word = random.pick(words.codeNames);
    const forms = [`proj-${word}`, word, `P_${word}`, `${word} 2026`, `PRJ${1000 + random.below(900)}`];
    return this.unique(random.pick(forms), server);
  }

  /** The name, numbered if it is taken on that server. */
  unique(name: string, server: Server): string {
    for (let number = 1; ; number++) {
      const numbered = number === 1 ? name : `${name}${number}`;
      const key = `${server.computer}\\${numbered}`.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return numbered;
    }
  }
}

function departmentShareName(department: Department, random: Random): string {
  const topic = random.pick(words.topics);
  // Departments are renamed and reorganized, their shares seldom.
  const named = random.next() < 0.1 ? random.pick(departmentNames) : department;
  const form = random.next();
  if (form < 0.35) return topic;
  if (form < 0.5) return `${named.abbreviation}-${topic}`;
  if (form < 0.6) return `${named.name}_${topic}`;
  if (form < 0.7) return `${topic} ${2019 + random.below(8)}`;
  if (form < 0.85) return `grp${String(100 + random.below(900))}`;
  return random.pick(words.codeNames);
}
