import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** A page in Markdown, as far as the tests of pages look at it. */
export interface Page {
  readonly path: string;
  readonly text: string;
  /** Targets of its links that lead nowhere outside, `docs/deploy.md#remove` say, as they are written. */
  readonly localLinks: readonly string[];
  /** What its headings are linked by, as GitHub makes it. */
  readonly anchors: ReadonlySet<string>;
  /** Lines of its blocks of code, continued ones as one, and what stands in backticks. */
  readonly code: readonly string[];
}

export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  const prose = text.replace(/^```[^\n]*\n.*?^```$/gms, '');
  const blocks = [...text.matchAll(/^```[^\n]*\n(.*?)^```$/gms)].map(([, block]) => block!.replace(/\\\n\s*/g, ' '));
  return {
    path,
    text,
    localLinks: [...prose.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, target]) => target!),
    anchors: anchors([...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!)),
    code: [
      ...blocks.flatMap((block) => block.split('\n').map((line) => line.replace(/\s# .*$/, ''))),
      ...[...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replace(/\s+/g, ' ')),
    ],
  };
}

/** https://github.com/Flet/github-slugger: lower case, no punctuation, hyphens for spaces, numbers for what recurs. */
function anchors(headings: readonly string[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  return new Set(
    headings.map((heading) => {
      const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
      const anchor = plain.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
}
