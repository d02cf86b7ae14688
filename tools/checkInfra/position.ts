/** A place in a file; lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `infra/main.bicep:12:3` */
export function positionText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
