import type { TemplateScope } from '../semantics/templateScope';
import type { Type } from '../types/type';
import type { PlantedFault } from './plantedFault';
import { type TypedProperty, typedProperties } from './typedProperties';

/** Every place of a template where one of the six mistakes can be made. */
export function faultsOf(template: TemplateScope, text: string): PlantedFault[] {
  const lines = text.split('\n');
  const properties = typedProperties(template);
  return [
    ...properties.flatMap(misspelt),
    ...properties.flatMap((property) => missing(property, lines)),
    ...properties.flatMap((property) => wrongValue(property, lines)),
    ...unknownVersions(template, lines),
    ...danglingReferences(template, lines),
    unusedParameter(template, lines),
  ];
}

function misspelt({ item, key, object }: TypedProperty): PlantedFault[] {
  const by = `${key}s`;
  if (object.additional !== undefined || object.properties.has(by)) return [];
  return [{ kind: 'misspelt property', at: item.at, replace: key, by, found: new RegExp(`has no property ${by}\\b`) }];
}

/** Of properties that have a line of their own, and whose name and value stand on it. */
function missing({ item, key, property }: TypedProperty, lines: readonly string[]): PlantedFault[] {
  const line = lines[item.at.line - 1] ?? '';
  const alone =
    /^\s*\w+: [^{}[\]?]*$/.test(line) &&
    line.slice(0, item.at.column - 1).trim() === '' &&
    !/^\s*[?:]/.test(lines[item.at.line] ?? '');
  if (!property.required || property.readOnly || !alone) return [];
  return [
    {
      kind: 'missing required property',
      at: item.at,
      replace: line.slice(item.at.column - 1),
      by: '',
      found: new RegExp(`(^|\\.|: )${key} is missing`),
    },
  ];
}

function wrongValue({ item: { value }, property }: TypedProperty, lines: readonly string[]): PlantedFault[] {
  const literal = value.kind === 'string' && value.pieces.length === 1 ? value.pieces[0] : undefined;
  if (typeof literal !== 'string' || !isList(property.type)) return [];
  const replace = `'${literal}'`;
  if (lines[value.at.line - 1]?.startsWith(replace, value.at.column - 1) !== true) return [];
  return [
    {
      kind: 'wrong value of a list',
      at: value.at,
      replace,
      by: `'${literal}X'`,
      found: new RegExp(`'${literal}X' is (none of|not) `),
    },
  ];
}

function isList(type: Type): boolean {
  return type.kind === 'union' ? type.members.some(isList) : type.kind === 'string' && type.value !== undefined;
}

function unknownVersions({ template }: TemplateScope, lines: readonly string[]): PlantedFault[] {
  return template.declarations.flatMap((declaration) => {
    if (declaration.kind !== 'resource') return [];
    const { at } = declaration.type;
    const replace = /^'[^'@]+@[^']+'/.exec(lines[at.line - 1]?.slice(at.column - 1) ?? '')?.[0];
    if (replace === undefined) return [];
    return [
      {
        kind: 'unknown API version' as const,
        at,
        replace,
        by: replace.replace(/@.*/, "@1999-12-31'"),
        found: /has no API version 1999-12-31/,
      },
    ];
  });
}

/** A parameter, variable, resource or module gets another name, and what used it hangs in the air. */
function danglingReferences(template: TemplateScope, lines: readonly string[]): PlantedFault[] {
  return [...template.declarations.values()].flatMap(({ kind, name, at }) => {
    if (!['param', 'var', 'resource', 'module'].includes(kind) || !template.used.has(name)) return [];
    if (lines[at.line - 1]?.startsWith(name, at.column - 1) !== true) return [];
    return [
      {
        kind: 'dangling reference' as const,
        at,
        replace: name,
        by: `${name}Elsewhere`,
        found: new RegExp(`nothing here is named ${name}\\b`),
      },
    ];
  });
}

function unusedParameter({ template: { file } }: TemplateScope, lines: readonly string[]): PlantedFault {
  const last = lines.at(-1) ?? '';
  return {
    kind: 'unused parameter',
    at: { file, line: lines.length, column: last.length + 1 },
    replace: '',
    by: "\nparam usedByNothing string = ''\n",
    found: /the parameter usedByNothing is used by nothing/,
  };
}
