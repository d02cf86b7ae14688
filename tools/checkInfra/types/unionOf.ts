import { any, type Type } from './type';

/** What is one of the types: unions within are opened, equal literals named once, and what is not known hides the rest. */
export function unionOf(types: Iterable<Type>): Type {
  const members = new Map<unknown, Type>();
  for (const type of types) {
    for (const member of type.kind === 'union' ? type.members : [type]) {
      if (member.kind === 'any') return any;
      if (member.kind !== 'never') members.set(identityOf(member), member);
    }
  }
  const [first = { kind: 'never' } as const, ...others] = members.values();
  return others.length === 0 ? first : { kind: 'union', members: [first, ...others] };
}

/** The type without null; `never` where nothing else is left. */
export function withoutNull(type: Type): Type {
  if (type.kind === 'null') return { kind: 'never' };
  return type.kind === 'union' ? unionOf(type.members.filter(({ kind }) => kind !== 'null')) : type;
}

export function mayBeNull(type: Type): boolean {
  return type.kind === 'null' || (type.kind === 'union' && type.members.some(({ kind }) => kind === 'null'));
}

/** Literals are the same where their values are, other types where they are the same object. */
function identityOf(type: Type): unknown {
  if (type.kind === 'null') return 'null';
  return 'value' in type && type.value !== undefined ? `${type.kind} ${type.value}` : type;
}
