import { ownText } from './ownText';

/** Windows events hold at most 64 KB; nothing past that is looked at. */
const maxLength = 65_536;

// No quantifier crosses a `<`, and every match starts at one, so the time grows with the text's length only.
const dataElement = /<Data\s+Name\s*=\s*(?:"([^"<]*)"|'([^'<]*)')\s*>([^<]*)<\/Data\s*>/g;

/**
 * The value of `<Data Name="…">` in the `EventData` column: XML of an event whose agent did not fill the columns.
 * `""` where there is none. Nothing but `Data` elements is understood: no DTD, no entity definitions, no nesting.
 *
 * @see https://learn.microsoft.com/windows/win32/wes/eventschema-complexdatatype-complextype
 */
export function eventDataValue(xml: unknown, name: string): string {
  if (typeof xml !== 'string') return '';
  for (const [, doubleQuoted, singleQuoted, value] of xml.slice(0, maxLength).matchAll(dataElement)) {
    if (decodeEntities(doubleQuoted ?? singleQuoted ?? '') === name) return ownText(decodeEntities(value ?? ''));
  }
  return '';
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Replaces XML's five named entities and character references; whatever else starts with `&` stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (entity, decimal, hex, named) => {
    if (named !== undefined) return namedEntities[named] ?? entity;
    const codePoint = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : entity;
  });
}
