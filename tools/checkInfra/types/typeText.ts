import type { Type } from './type';

const most = 12;

/** A type in the words of Bicep: `'a' | 'b'`, `string[]`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'string':
      return type.value === undefined ? 'string' : `'${type.value}'`;
    case 'integer':
      return type.value === undefined ? 'int' : String(type.value);
    case 'boolean':
      return type.value === undefined ? 'bool' : String(type.value);
    case 'array':
      return type.item.kind === 'union' ? `(${typeText(type.item)})[]` : `${typeText(type.item)}[]`;
    case 'tuple':
      return 'array';
    case 'object':
    case 'discriminated':
      return type.name;
    case 'resource':
      return `resource ${type.type}`;
    case 'scope':
      return `${type.scope}()`;
    case 'union':
      return `${type.members.slice(0, most).map(typeText).join(' | ')}${type.members.length > most ? ' | …' : ''}`;
    default:
      return type.kind;
  }
}
