/** What an expression comes to when it is deployed, as far as that is known beforehand. */
export type Value = string | number | boolean | null | Unknown | readonly Value[] | { readonly [name: string]: Value };

/** What is known only in Azure: the text of the expression that stands for it. */
export class Unknown {
  constructor(readonly text: string) {}
}

export function isObject(value: Value | undefined): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** What a path of properties leads to; undefined where there is nothing, {@link Unknown} where it leads into the unknown. */
export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, name) => {
    if (inner instanceof Unknown) return new Unknown(`${inner.text}.${name}`);
    return isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, value);
}

export function valueText(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  return value instanceof Unknown ? value.text : JSON.stringify(value);
}
