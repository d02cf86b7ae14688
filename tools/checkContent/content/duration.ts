const minutes = { m: 1, h: 60, d: 24 * 60 } as const;

/** Minutes of a duration such as `5m`, `1h` or `14d`; undefined where it is none. */
export function minutesOf(duration: string): number | undefined {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(duration) ?? [];
  return count === undefined ? undefined : Number(count) * minutes[unit as keyof typeof minutes];
}
