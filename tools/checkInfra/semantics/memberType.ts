import type { Position } from '../position';
import { suggestion } from '../types/suggestion';
import { any, objectOf, type Property, string, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { mayBeNull, unionOf, withoutNull } from '../types/unionOf';
import type { Scope } from './scope';

const known = ['id', 'name', 'type', 'apiVersion'];

/** What `object.name` is. What cannot be, or may fail because the object may not be there, is reported. */
export function memberType(object: Type, name: string, safe: boolean, at: Position, scope: Scope): Type {
  const report = (message: string) => {
    scope.report(at, message);
    return any;
  };
  if (mayBeNull(object)) {
    if (!safe) return report(`.${name} is taken from what may be null: write .?${name}, or ! after what cannot be`);
    return memberType(withoutNull(object), name, safe, at, scope);
  }
  switch (object.kind) {
    case 'any':
    case 'never':
      return any;
    case 'union':
      return unionOf(
        commonMembers(object.members, name, safe).map((member) => memberType(member, name, safe, at, scope)),
      );
    case 'object':
      return object.properties.has(name)
        ? read(object.properties.get(name)!, name, report)
        : (object.additional ?? report(unknown(object, name, object.properties.keys())));
    case 'discriminated': {
      const found = [
        object.base.get(name),
        ...[...object.variants.values()].map(({ properties }) => properties.get(name)),
      ].filter((property) => property !== undefined);
      const names = [
        ...object.base.keys(),
        ...[...object.variants.values()].flatMap(({ properties }) => [...properties.keys()]),
      ];
      return found.length > 0
        ? unionOf(found.map((property) => read(property, name, report)))
        : report(unknown(object, name, names));
    }
    case 'scope':
      return object.properties.get(name)?.type ?? report(unknown(object, name, object.properties.keys()));
    case 'resource': {
      if (known.includes(name)) return string;
      if (object.conditional && !safe) return report(absent(name, 'resource'));
      return memberType(object.body, name, safe, at, scope);
    }
    case 'module': {
      if (object.conditional && !safe && name !== 'name') return report(absent(name, 'module'));
      return memberType(objectOf({ name: string, outputs: object.outputs }, 'a module'), name, safe, at, scope);
    }
    case 'array':
    case 'tuple':
      return report(`.${name} is taken from an array: take one of its items first, [0]`);
    default:
      return report(`${typeText(object)} has no property ${name}`);
  }
}

function read({ type, writeOnly }: Property, name: string, report: (message: string) => Type): Type {
  return writeOnly ? report(`${name} is write-only: Azure does not give it back`) : type;
}

function unknown(object: Type, name: string, names: Iterable<string>): string {
  return `${typeText(object)} has no property ${name}${suggestion(name, names)}`;
}

function absent(name: string, what: string): string {
  return `.${name} is taken from a ${what} that is deployed on a condition only: write .?${name}, or ! where the condition holds`;
}

/** With `.?`, the members that have the property, where some have: the others give null. */
function commonMembers(members: readonly Type[], name: string, safe: boolean): readonly Type[] {
  const having = members.filter(
    (member) => member.kind !== 'object' || member.additional !== undefined || member.properties.has(name),
  );
  return safe && having.length > 0 ? having : members;
}
