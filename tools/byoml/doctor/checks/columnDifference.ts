interface Column {
  readonly name: string;
  readonly type: string;
}

/** Columns of the code that a table or a stream does not have, or has with another type. */
export interface ColumnDifference {
  readonly missing: readonly Column[];
  readonly different: readonly (Column & { readonly found: string })[];
}

/** A table spells the type `dateTime` that a stream spells `datetime`. Columns that only the other has do no harm. */
export function compareColumns(expected: readonly Column[], found: readonly Column[]): ColumnDifference {
  const types = new Map(found.map(({ name, type }) => [name, type]));
  return {
    missing: expected.filter(({ name }) => !types.has(name)),
    different: expected.flatMap((column) => {
      const type = types.get(column.name);
      const isSame = type === undefined || type.toLowerCase() === column.type.toLowerCase();
      return isSame ? [] : [{ ...column, found: type }];
    }),
  };
}

/** @example 'PValue (real) is missing, Reasons is string instead of dynamic' */
export function differenceText({ missing, different }: ColumnDifference): string {
  const absent = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
  return [
    ...(missing.length > 0 ? [`${absent} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
    ...different.map(({ name, type, found }) => `${name} is ${found} instead of ${type}`),
  ].join(', ');
}
