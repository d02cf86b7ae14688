import { tableText } from '../../../shared/text/tableText';
import { escaped, place } from '../../evaluate/charts/markup';
import type { Neighbourhood } from './neighbourhood';

const width = 760;
const top = 56;
const rowHeight = 34;
const columns = { users: 250, resources: 470 };
const longestLabel = 32;

const style = [
  'text{font:13px system-ui,sans-serif;fill:#222}',
  '.use{stroke:#bbb;stroke-width:1.2}',
  '.own{stroke:#777;stroke-width:1.8}',
  '.strange{stroke:#c62828;stroke-width:2.4}',
  '.first{stroke-dasharray:6 4}',
  '.peer{fill:#90a4ae}.user{fill:#0072b2}.usual{fill:#9e9e9e}.opened{fill:#c62828}',
  '.title{font-weight:600}',
].join('');

/** Users to the left, resources to the right, and who uses what: a picture by itself, as SVG. */
export function neighbourhoodPicture({ users, resources, uses, isKnown }: Neighbourhood): string {
  const height = top + rowHeight * Math.max(users.length, resources.length) + 16;
  const opened = resources.length - 1;
  const edges = uses.filter(([user, resource]) => user !== 0 || resource !== opened);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${shown(`${users[0]} and ${resources[opened]}`)}</title>`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${columns.users}" y="28" text-anchor="middle" class="title">the user, and peers</text>`,
    `<text x="${columns.resources}" y="28" text-anchor="middle" class="title">usual, and the one opened</text>`,
    ...edges.map(([user, resource]) => line(user, resource, user === 0 ? 'own' : 'use')),
    line(0, opened, isKnown ? 'strange' : 'strange first'),
    ...users.map((name, row) => node(name, columns.users, row, row === 0 ? 'user' : 'peer')),
    ...resources.map((name, row) => node(name, columns.resources, row, row === opened ? 'opened' : 'usual')),
    '</svg>\n',
  ].join('\n');
}

function line(user: number, resource: number, kind: string): string {
  return `<line x1="${columns.users}" y1="${y(user)}" x2="${columns.resources}" y2="${y(resource)}" class="${kind}"/>`;
}

function node(name: string, x: number, row: number, kind: string): string {
  const isLeft = x === columns.users;
  const label = `<text x="${isLeft ? x - 14 : x + 14}" y="${y(row) + 4}" text-anchor="${isLeft ? 'end' : 'start'}">${shown(shortLabel(name))}</text>`;
  return `<g><title>${shown(name)}</title><circle cx="${x}" cy="${y(row)}" r="7" class="${kind}"/>${label}</g>`;
}

function y(row: number): number {
  return Number(place(top + rowHeight * row + 8));
}

/** Names come from the network: what is not seen in them is spelled out, and nothing in them is markup. */
function shown(name: string): string {
  return escaped(tableText(name));
}

/** The ends of names tell more than their beginnings: a share's own name, an account's without its domain. */
function shortLabel(name: string): string {
  return name.length <= longestLabel ? name : `…${name.slice(1 - longestLabel)}`;
}
