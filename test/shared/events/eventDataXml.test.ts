import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { eventDataValue } from '../../../shared/events/eventDataXml';
import { itWithRealData } from '../../support/realData';
import { fileShareEventData } from './rows';

const xml = fileShareEventData({ SubjectUserName: 'alice', ShareName: '\\\\*\\R&amp;D &#x1F5DD;', ShareLocalPath: '' });

describe('eventDataValue', () => {
  it('finds a value by its name', () => {
    expect(eventDataValue(xml, 'SubjectUserName')).toBe('alice');
    expect(eventDataValue(xml, 'ShareLocalPath')).toBe('');
    expect(eventDataValue(xml, 'IpAddress')).toBe('');
  });

  it('decodes entities', () => {
    expect(eventDataValue(xml, 'ShareName')).toBe('\\\\*\\R&D 🗝');
    expect(eventDataValue(`<Data Name='a'>&lt;&gt;&quot;&apos;&#65;&amp;lt;</Data>`, 'a')).toBe('<>"\'A&lt;');
  });

  it('leaves alone what is no entity', () => {
    const text = '&nbsp; &#x110000; &#9999999; &; &#; &#x;';
    expect(eventDataValue(`<Data Name="a">${text}</Data>`, 'a')).toBe(text);
  });

  it('does not expand entity definitions', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Data Name="n">&b;</Data>';
    expect(eventDataValue(bomb, 'n')).toBe('&b;');
  });

  it.each([
    undefined,
    null,
    5,
    {},
    '',
    'ShareName',
    '<Data Name="n">',
    '<Data Name="n">a',
    '<Data Name="n"/>',
  ])('finds nothing in %p', (value) => {
    expect(eventDataValue(value, 'n')).toBe('');
  });

  it.each([
    '<Data',
    `<Data${' '.repeat(60_000)}`,
    '<Data Name="',
    '<Data Name="n">',
    `<Data Name="n"${' '.repeat(100)}`,
    '<Data Name="n">x</Data ',
    '&#',
    '<',
  ])('is done with %.20s, again and again', (part) => {
    const start = performance.now();
    expect(eventDataValue(part.repeat(Math.ceil(1e6 / part.length)), 'm')).toBe('');
    // Milliseconds where the time grows with the length; minutes where it grows with its cube.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('finds any value that was written with its special characters escaped', () => {
    const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, value) => {
        const element = `<EventData><Data Name="~">x</Data><Data Name="${escapeXml(`.${name}`)}">${escapeXml(value)}</Data></EventData>`;
        expect(eventDataValue(element, `.${name}`)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  itWithRealData('otrf_native_loganalytics.jsonl', 'reads EventData of real rows', async (path) => {
    const rows = (await readFile(path, 'utf8')).split('\n').filter((line) => line.includes('"EventData":"<EventData'));
    const ports = rows
      .map((line) => eventDataValue(JSON.parse(line).EventData, 'SourcePort'))
      .filter((port) => port !== '');
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^\d+$/);
  });
});
