import { createReadStream } from 'node:fs';
import fc from 'fast-check';
import { skipReasons } from '../../../shared/events/access';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import type { Row } from '../../../shared/events/row';
import { rowAccesses } from '../../../shared/events/rowAccesses';
import { itWithRealData } from '../../support/realData';
import { collect } from './chunks';
import { fileShareEventData, fileShareRow } from './rows';

const read = fileShareReader(defaultIdentityRules);
const readByoml = fileShareReader({ ...defaultIdentityRules, user: 'byoml', resource: 'byoml' });

describe('an access', () => {
  const access = {
    tenant: '0f0e0d0c-0000-4000-8000-00000000000a',
    user: 'contoso\\alice',
    resource: 'fs01.contoso.local\\finance',
    time: Date.UTC(2026, 10, 20, 8, 13, 52, 123),
    computer: 'FS01.contoso.local',
    shareName: '\\\\*\\Finance',
    ipAddress: '10.1.4.22',
    itemId: '7a1d6a1e-c6e9-11f0-9d2a-000d3a1b2c3d',
    truncated: false,
  };

  it('is named by account, computer and share', () => {
    expect(read(fileShareRow())).toEqual({ access });
  });

  it('is named as the row spells it where BYO-ML’s identities are asked for', () => {
    const named = { ...access, user: 'CONTOSO\\Alice', resource: '\\\\*\\Finance' };
    expect(readByoml(fileShareRow())).toEqual({ access: named });
    expect(readByoml(fileShareRow({ Computer: '' }))).toEqual({ access: { ...named, computer: '' } });
  });

  it.each([
    { EventID: '5140' },
    { Type: undefined },
    { Type: '' },
    { Account: 'contoso\\ALICE' },
    { Account: ' CONTOSO\\Alice\u0000' },
  ])('is the same of %j', (fields) => {
    expect(read(fileShareRow(fields))).toEqual({ access });
  });

  it.each([undefined, null, '', '-', {}])('has tenant 0 of %p, and no address or id', (missing) => {
    const row = fileShareRow({ TenantId: missing, IpAddress: missing, _ItemId: missing });
    expect(read(row)).toEqual({ access: { ...access, tenant: '0', ipAddress: '', itemId: '' } });
  });

  const long = 'a'.repeat(1025);
  it.each<Row>([
    { Account: long },
    { Account: 'İ'.repeat(1025) },
    { Account: '', SubjectAccount: '', SubjectDomainName: long },
    { Account: '', SubjectAccount: '', SubjectDomainName: 'a'.repeat(1020), SubjectUserName: 'alice' },
    { Computer: long },
    { ShareName: `\\\\*\\${long}` },
    { IpAddress: long },
  ])('tells that a name was cut, of %.30j', (fields) => {
    expect(read(fileShareRow(fields))).toHaveProperty('access.truncated', true);
  });

  it.each(['C$', 'ADMIN$', 'IPC', 'NETLOGON2'])('may be one of %s', (share) => {
    expect(read(fileShareRow({ ShareName: `\\\\*\\${share}` }))).toHaveProperty('access.shareName', `\\\\*\\${share}`);
  });
});

describe('the account', () => {
  const noAccount = { Account: '-\\-', SubjectAccount: undefined };

  it.each([
    [{ Account: '', SubjectAccount: 'CONTOSO\\Bob' }, 'contoso\\bob'],
    [{ Account: '\\', SubjectAccount: '-' }, 'contoso\\alice'],
    [noAccount, 'contoso\\alice'],
    [{ ...noAccount, SubjectDomainName: '-' }, 'alice'],
    [
      {
        ...noAccount,
        SubjectUserName: '',
        SubjectDomainName: undefined,
        EventData: fileShareEventData({ SubjectUserName: 'Carol', SubjectDomainName: 'CONTOSO' }),
      },
      'contoso\\carol',
    ],
  ])('%j is %s', (fields, user) => {
    expect(read(fileShareRow(fields))).toHaveProperty('access.user', user);
  });
});

describe('the share', () => {
  it.each([undefined, null, '', '-'])('is taken from EventData where ShareName is %p', (ShareName) => {
    const EventData = fileShareEventData({ ShareName: '\\\\*\\R&amp;D', IpAddress: '10.0.0.9' });
    const reading = read(fileShareRow({ ShareName, EventData, IpAddress: '' }));
    expect(reading).toMatchObject({ access: { resource: 'fs01.contoso.local\\r&d', ipAddress: '10.0.0.9' } });
  });
});

describe('a row is skipped', () => {
  it.each([
    ['notARow', null],
    ['notARow', 'text'],
    ['notARow', 5140],
    ['notARow', [fileShareRow()]],
    ['otherTable', fileShareRow({ Type: 'VMConnection' })],
    ['otherTable', fileShareRow({ Type: 'securityevent' })],
    ['otherEvent', {}],
    ['otherEvent', fileShareRow({ EventID: 5145 })],
    ['otherEvent', JSON.parse('{"__proto__": {"EventID": 5140}}')],
    ['noTime', fileShareRow({ TimeGenerated: undefined })],
    ['noTime', fileShareRow({ TimeGenerated: '20 November' })],
    ['noTime', fileShareRow({ TimeGenerated: 1763626432000 })],
    ['noUser', fileShareRow({ Account: '-', SubjectAccount: null, SubjectUserName: '-' })],
    ['noComputer', fileShareRow({ Computer: '-' })],
    ['noResource', fileShareRow({ ShareName: undefined })],
    ['noResource', fileShareRow({ ShareName: '\\\\*\\' })],
    ['noResource', fileShareRow({ ShareName: { deep: [] }, EventData: '<EventData>' })],
    ['excludedAccount', fileShareRow({ Account: 'CONTOSO\\WS01$' })],
    ['excludedAccount', fileShareRow({ Account: 'ws01$' })],
    ['excludedAccount', fileShareRow({ Account: 'WS01$@contoso.local' })],
    ['excludedAccount', fileShareRow({ Account: 'NT AUTHORITY\\ANONYMOUS LOGON' })],
    ['excludedAccount', fileShareRow({ Account: 'Anonymous Logon' })],
    ['excludedAccount', fileShareRow({ Account: 'NT AUTHORITY\\SYSTEM' })],
    ['excludedShare', fileShareRow({ ShareName: '\\\\*\\IPC$' })],
    ['excludedShare', fileShareRow({ ShareName: '\\\\FS01\\sysvol' })],
    ['excludedShare', fileShareRow({ ShareName: '\\\\*\\NETLOGON' })],
    ['excludedShare', fileShareRow({ ShareName: '\\\\*\\PRINT$' })],
  ])('%s', (reason, row) => {
    expect(read(row)).toEqual({ skipped: reason });
  });

  it('by the patterns of the rules', () => {
    const strict = fileShareReader({ ...defaultIdentityRules, excludedAccounts: ['CONTOSO\\*'], excludedShares: [] });
    expect(strict(fileShareRow())).toEqual({ skipped: 'excludedAccount' });
    expect(strict(fileShareRow({ Account: 'FABRIKAM\\ws01$', ShareName: '\\\\*\\IPC$' }))).toHaveProperty('access');
  });
});

describe('any row', () => {
  const columns = [
    'Type',
    'EventID',
    'TimeGenerated',
    'Account',
    'Computer',
    'ShareName',
    'EventData',
    'TenantId',
    '_ItemId',
  ];
  const rows = fc.dictionary(fc.constantFrom(...columns), fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), {
    noNullPrototype: false,
  });

  it('is an access or skipped for a known reason', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (fields, complete) => {
        const reading = read(complete ? { ...fileShareRow(), ...fields } : fields);
        if ('skipped' in reading) expect(skipReasons).toContain(reading.skipped);
        else for (const key of ['user', 'resource', 'tenant'] as const) expect(reading.access[key]).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('may hold a huge field', () => {
    const reading = read(fileShareRow({ Account: 'a'.repeat(10_000_000), EventData: '<Data '.repeat(1_000_000) }));
    expect('access' in reading && reading.access.user.length).toBe(1024);
  });
});

describe('real rows', () => {
  const readFile = async (path: string) => {
    const counts = emptyReadCounts();
    const accesses = await collect(rowAccesses(createReadStream(path), path, { reader: read, counts }));
    return { counts, accesses };
  };

  itWithRealData('otrf_fileshare.jsonl', 'of share events are all accounted for', async (path) => {
    const { counts, accesses } = await readFile(path);
    expect(counts).toMatchObject({
      rows: 1555,
      skipped: { otherEvent: 1305 },
      problems: { notJson: 0, partialLastLine: 0 },
    });
    expect(counts.accesses + counts.skipped.excludedAccount + counts.skipped.excludedShare).toBe(250);
    expect(new Set(accesses.map((access) => access.resource.replace(/.*\\/, '')))).toEqual(new Set(['c$', 'admin$']));
    expect(accesses.map((access) => access.user)).toContain('theshire\\pgustavo');
  });

  itWithRealData('otrf_native_loganalytics.jsonl', 'of other tables and events are skipped', async (path) => {
    const { counts } = await readFile(path);
    expect(counts).toMatchObject({ rows: 79, accesses: 0, skipped: { otherTable: 5, otherEvent: 74 } });
  });
});
