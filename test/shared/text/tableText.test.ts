import fc from 'fast-check';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { cutFields } from '../../../shared/sinks/cutFields';
import { tableText } from '../../../shared/text/tableText';
import { hostileText, unseenIn } from '../../support/hostileText';
import { scoreOne } from '../../support/scoreOne';

const runs = { numRuns: 5_000 };

/** Reads `⟦U+202E⟧` back. */
const original = (text: string) =>
  text.replace(/⟦U\+([0-9A-F]{4,6})⟧/g, (_, digits) => String.fromCodePoint(Number.parseInt(digits, 16)));

describe('tableText', () => {
  it.each([
    'contoso\\alice',
    "fs01.contoso.local\\R&D (O'Neill) #1 {old} 100%",
    '\\\\*\\C$',
    'alice@contoso.local',
    '::ffff:10.0.0.1',
    'Zoë 🗝 財務 ملفات',
    'x=1+1',
  ])('leaves %j as it is', (text) => {
    expect(tableText(text)).toBe(text);
  });

  it.each([
    ['fin\u202exslx.exe', 'fin⟦U+202E⟧xslx.exe'],
    ['al\u200bice', 'al⟦U+200B⟧ice'],
    ['a\u{e0041}', 'a⟦U+E0041⟧'],
    ['a\u2028b\u0085c', 'a⟦U+2028⟧b⟦U+0085⟧c'],
    ['=1+1', '⟦U+003D⟧1+1'],
    ['@SUM(1)', '⟦U+0040⟧SUM(1)'],
    ['<b>', '⟦U+003C⟧b⟦U+003E⟧'],
    ['[a](http://x)', '⟦U+005B⟧a⟦U+005D⟧(http://x)'],
    ['⟦U+202E⟧', '⟦U+27E6⟧U+202E⟧'],
  ])('spells out what acts on its reader: %j', (text, shown) => {
    expect(tableText(text)).toBe(shown);
  });

  it('keeps different texts different: each can be read back', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(original(tableText(text))).toBe(text);
      }),
      runs,
    );
  });
});

describe('a row sent', () => {
  const fields = fc.record({
    Account: hostileText,
    Computer: hostileText,
    ShareName: hostileText,
    IpAddress: hostileText,
    TenantId: hostileText,
    _ItemId: hostileText,
  });

  it('holds nothing unseen, no tag, no link and no formula, whatever the event says', () => {
    let sent = 0;
    fc.assert(
      fc.property(fields, fc.constantFrom('byoml', 'account'), (event, user) => {
        const row = scoreOne(event, { user });
        if (row === undefined) return;
        sent++;
        const texts = Object.values(cutFields(row)).filter((value) => typeof value === 'string');
        expect(texts.flatMap(unseenIn)).toEqual([]);
        expect(texts.filter((text) => /[<>[\]]|^[=+\-@]/.test(text))).toEqual([]);
      }),
      runs,
    );
    expect(sent).toBeGreaterThan(runs.numRuns / 10);
  });

  it('does not change who the user is: training and scoring read the name itself', () => {
    const reading = fileShareReader({ ...defaultIdentityRules, user: 'byoml' })({
      Type: 'SecurityEvent',
      EventID: 5140,
      TimeGenerated: '2026-11-20T08:00:00Z',
      Account: 'CONTOSO\\al\u200bice',
      Computer: 'fs01',
      ShareName: '\\\\*\\fin\u202ance',
    });
    expect(reading).toMatchObject({ access: { user: 'CONTOSO\\al\u200bice', resource: 'fs01\\fin\u202ance' } });
  });
});
