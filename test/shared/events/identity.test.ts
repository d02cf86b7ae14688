import {
  bareAccount,
  bareShare,
  defaultIdentityRules,
  foldCase,
  resourceOf,
  userOf,
} from '../../../shared/events/identity';

const byoml = { ...defaultIdentityRules, user: 'byoml', resource: 'byoml' } as const;

describe('IdentityRules', () => {
  it('survive being stored as JSON', () => {
    expect(JSON.parse(JSON.stringify(defaultIdentityRules))).toEqual(defaultIdentityRules);
  });
});

describe('userOf', () => {
  it('folds case, unless BYO-ML’s names are asked for', () => {
    expect(userOf('CONTOSO\\Alice', defaultIdentityRules)).toBe('contoso\\alice');
    expect(userOf('CONTOSO\\Alice', byoml)).toBe('CONTOSO\\Alice');
  });
});

describe('resourceOf', () => {
  it.each([
    ['FS01.contoso.local', '\\\\*\\Finance', 'fs01.contoso.local\\finance'],
    ['FS01', 'Finance', 'fs01\\finance'],
    ['FS01', '\\\\*\\C$', 'fs01\\c$'],
    ['FS01', '\\\\*\\Finance\\', 'fs01\\finance'],
    ['FS01', '\\\\CLUSTER\\Finance', 'fs01\\cluster\\finance'],
  ])('%s and %s: %s', (computer, shareName, resource) => {
    expect(resourceOf(computer, shareName, defaultIdentityRules)).toBe(resource);
    expect(resourceOf(computer, shareName, byoml)).toBe(shareName);
  });
});

describe('bareAccount', () => {
  it.each([
    ['CONTOSO\\alice', 'alice'],
    ['alice', 'alice'],
    ['alice@contoso.local', 'alice'],
    ['@alice', '@alice'],
    ['CONTOSO\\', ''],
  ])('%s: %s', (account, name) => {
    expect(bareAccount(account)).toBe(name);
  });
});

describe('bareShare', () => {
  it.each([
    ['\\\\*\\IPC$', 'IPC$'],
    ['\\\\FS01\\IPC$', 'IPC$'],
    ['IPC$', 'IPC$'],
    ['\\\\*\\', ''],
    ['\\\\*', ''],
    ['', ''],
  ])('%s: %s', (shareName, share) => {
    expect(bareShare(shareName)).toBe(share);
  });
});

describe('foldCase', () => {
  it('does not depend on the locale', () => {
    expect(foldCase('INFO')).toBe('info');
  });
});
