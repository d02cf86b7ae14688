import fc from 'fast-check';
import { assign } from '../../../../tools/checkInfra/types/assign';
import { jsonType } from '../../../../tools/checkInfra/types/jsonType';
import {
  any,
  boolean,
  integer,
  nothing,
  objectOf,
  property,
  string,
  type Type,
} from '../../../../tools/checkInfra/types/type';
import { unionOf } from '../../../../tools/checkInfra/types/unionOf';

const closed = unionOf(['Hot', 'Cool'].map((value): Type => ({ kind: 'string', value })));
const open = unionOf([closed, string]);
const name: Type = { kind: 'string', minimumLength: 3, maximumLength: 5, pattern: '^[a-z]+$' };
const pair: Type = {
  kind: 'object',
  name: 'Pair',
  properties: new Map([
    ['left', property(string, true)],
    ['right', property(integer)],
  ]),
};

it.each<[string, Type, Type]>([
  ['a value of a list', jsonType('Hot'), closed],
  ['any of them', closed, closed],
  ['a value of an open list', jsonType('Cool'), open],
  ['a string of the length and the form', jsonType('abcd'), name],
  ['a number within bounds', jsonType(7), { kind: 'integer', minimum: 7, maximum: 90 }],
  ['an object with what is required', jsonType({ left: 'x' }), pair],
  ['null where a property may be left out', jsonType({ left: 'x', right: null }), pair],
  ['items of a type', jsonType(['a', 'b']), { kind: 'array', item: string }],
  ['what is there of a union', integer, unionOf([string, integer])],
])('takes %s', (_, source, target) => {
  expect(assign(source, target)).toEqual({ wrong: [], uncertain: false });
});

it.each<[string, Type, Type]>([
  ['what is not known', any, closed],
  ['a string that is calculated, of a list', string, closed],
  ['a string that is calculated, of a form', string, name],
  ['a number without bounds, of bounds', integer, { kind: 'integer', maximum: 90 }],
  ['a form that JavaScript does not know', jsonType('x'), { kind: 'string', pattern: '(?i)x' }],
])('does not guess of %s', (_, source, target) => {
  expect(assign(source, target)).toEqual({ wrong: [], uncertain: true });
});

it.each<[string, Type, Type, string]>([
  ['a value that is not of the list', jsonType('Hott'), closed, "'Hott' is none of 'Hot' | 'Cool' (did you mean Hot?)"],
  [
    'a value that an open list does not have',
    jsonType('Cold'),
    open,
    "'Cold' is none of 'Hot' | 'Cool' | string (did you mean Cool?)",
  ],
  ['any string a parameter takes', { kind: 'string', declared: true }, closed, 'may be any string'],
  ['a string too short', jsonType('ab'), name, 'shorter than 3'],
  ['a string too long', jsonType('abcdef'), name, 'longer than 5'],
  ['a string of another form', jsonType('ABCD'), name, 'does not match'],
  ['a number too large', jsonType(91), { kind: 'integer', maximum: 90 }, 'may be 91, more than 90'],
  [
    'a number that may be too small',
    { kind: 'integer', minimum: 0, maximum: 5 },
    { kind: 'integer', minimum: 1, maximum: 9 },
    'may be 0, less than 1',
  ],
  ['a number for a string', integer, string, 'is int, where string is taken'],
  ['null for what is required', nothing, boolean, 'is null, where bool is taken'],
  ['one of two', unionOf([string, integer]), string, 'is int, where string is taken'],
  [
    'an object without what is required',
    objectOf({ right: integer }),
    pair,
    'left is missing: Pair requires it (string)',
  ],
  [
    'an object with what is not known',
    jsonType({ left: 'x', rihgt: 1 }),
    pair,
    'Pair has no property rihgt (did you mean right?)',
  ],
  ['an item of another type', jsonType(['a', 1]), { kind: 'array', item: string }, '[1]: is 1, where string is taken'],
  [
    'too many items',
    jsonType(['a', 'b']),
    { kind: 'array', item: string, maximumLength: 1 },
    'has 2 items, more than 1',
  ],
])('refuses %s', (_, source, target, message) => {
  expect(assign(source, target).wrong).toEqual([expect.stringContaining(message)]);
});

it('tells the path of what is wrong within', () => {
  const target: Type = { kind: 'array', item: objectOf({ inner: pair }) };
  expect(assign(jsonType([{ inner: { left: 1 } }]), target).wrong).toEqual([
    '[0].inner.left: is 1, where string is taken',
  ]);
});

it('takes values that the service knows though the published list does not', () => {
  const kinds = unionOf([...['Linux', 'Windows'].map((value): Type => ({ kind: 'string', value })), string]);
  expect(assign(jsonType('Direct'), kinds).wrong).toEqual([]);
  expect(assign(jsonType('Drect'), kinds).wrong).toHaveLength(1);
});

it('takes a property that the service knows though the published type does not, of that object alone', () => {
  const search = { ...objectOf({ query: string }), name: 'SavedSearchProperties' };
  expect(assign(jsonType({ query: 'T', etag: '*' }), search).wrong).toEqual([]);
  expect(assign(jsonType({ query: 'T', etga: '*' }), search).wrong).toHaveLength(1);
  expect(assign(jsonType({ left: 'x', etag: '*' }), pair).wrong).toHaveLength(1);
});

it('takes any value for what it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(assign(jsonType(value), jsonType(value)).wrong).toEqual([]);
    }),
  );
});
