import { daysInMonth } from './time';

/** A stretch of time, in milliseconds since 1970: `from` is in it, `to` is not. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A year, month, day or hour folder of an export. */
export interface ExportFolder extends TimeSpan {
  readonly unit: 'year' | 'month' | 'day' | 'hour';
}

/** A file of an export, and whose rows of which time it holds. */
export interface ExportFile extends TimeSpan {
  /** What stands before the year, as it is spelled: `WorkspaceResourceId=/subscriptions/…/workspaces/<name>/`. */
  readonly workspace: string;
  /** The folder the file lies in, with its `/`. All copies of a row lie in one folder, that of its TimeGenerated. */
  readonly folder: string;
}

const folderPattern = /(?:^|\/)y=(\d{4})\/(?:m=(\d\d)\/(?:d=(\d\d)\/(?:h=(\d\d)\/)?)?)?$/;
const filePattern =
  /^(?<workspace>(?:.*\/)?)y=(\d{4})\/m=(\d\d)\/d=(\d\d)\/h=(\d\d)\/m=(\d\d)\/PT(0?5M|1H)(?:_\d+)?\.json(?:\.gz)?$/;

const minute = 60_000;
const hour = 60 * minute;

/**
 * Reads a path of Log Analytics' data export: `…/y=2026/m=11/d=20/h=17/m=55/PT05M.json`, the first `m=` being the month
 * and the second the minute. Five minutes a file, or an hour in the `PT1H.json` of exports before October 2021;
 * `_1`, `_2`, … once a blob has reached its 50,000 appends.
 *
 * @param path separated by `/`, as blobs are named
 * @returns `undefined` for any other path
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#storage-account
 */
export function exportFile(path: string): ExportFile | undefined {
  const match = filePattern.exec(path);
  if (!match) return undefined;
  const [, workspace = '', year, month, day, hours, minutes, length] = match;
  const folderStart = hourStart(Number(year), Number(month), Number(day), Number(hours));
  if (folderStart === undefined || Number(minutes) > 59) return undefined;
  const from = length === '1H' ? folderStart : folderStart + Number(minutes) * minute;
  const to = from + (length === '1H' ? hour : 5 * minute);
  return { workspace, folder: path.slice(0, path.lastIndexOf('/') + 1), from, to };
}

/**
 * Reads the path of a folder of an export, from the year down to the hour: `…/y=2026/m=11/`.
 *
 * @param path ending in `/`
 * @returns `undefined` for any other path, those above the year among them
 */
export function exportFolder(path: string): ExportFolder | undefined {
  const match = folderPattern.exec(path);
  if (!match) return undefined;
  const [year = 0, month, day, hours] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const from = hourStart(year, month ?? 1, day ?? 1, hours ?? 0);
  if (from === undefined) return undefined;
  if (month === undefined) return { unit: 'year', from, to: Date.UTC(year + 1, 0) };
  if (day === undefined) return { unit: 'month', from, to: Date.UTC(year, month) };
  if (hours === undefined) return { unit: 'day', from, to: from + 24 * hour };
  return { unit: 'hour', from, to: from + hour };
}

/** Whether two stretches of time have any moment in common. */
export function overlaps(one: TimeSpan, other: TimeSpan): boolean {
  return one.from < other.to && other.from < one.to;
}

function hourStart(year: number, month: number, day: number, hours: number): number | undefined {
  const exists = year >= 1970 && day >= 1 && day <= daysInMonth(year, month) && hours <= 23;
  return exists ? Date.UTC(year, month - 1, day, hours) : undefined;
}
