/** How many texts are remembered, and how long one may be: the names of a large organisation, in some megabytes. */
const maxTexts = 16_384;
const maxLength = 256;

/**
 * A function of a text that remembers what it made of the texts seen lately: accounts, computers and shares come again
 * with every row. It has to give the same for the same text whenever it is called.
 */
export function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    if (text.length > maxLength) return value;
    if (values.size === maxTexts) values.clear();
    values.set(text, value);
    return value;
  };
}

/** Does for a function of two texts what {@link remembered} does. */
export function rememberedPair<Value>(
  make: (one: string, other: string) => Value,
): (one: string, other: string) => Value {
  const values = new Map<string, Map<string, Value>>();
  let size = 0;
  return (one, other) => {
    const known = values.get(one)?.get(other);
    if (known !== undefined) return known;
    const value = make(one, other);
    if (one.length > maxLength || other.length > maxLength) return value;
    if (size === maxTexts) values.clear();
    size = values.size === 0 ? 1 : size + 1;
    const others = values.get(one);
    if (others === undefined) values.set(one, new Map([[other, value]]));
    else others.set(other, value);
    return value;
  };
}
