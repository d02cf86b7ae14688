import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { AccessCounts } from '../../../../shared/detectors/resourceAccess/accessCounts';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { decodeContainer, encodeContainer } from '../../../../shared/detectors/resourceAccess/modelContainer';
import { ModelFileError } from '../../../../shared/detectors/resourceAccess/modelFile';
import type { Access } from '../../../../shared/events/access';
import { access } from '../../../support/accesses';

const day = 86_400_000;
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', '', '\ud800', '\ufffd', 'x\udc00', '\u{1f600}'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const accesses = fc.array(
  fc.record({ tenant: fc.constantFrom('0', '1'), user: name, resource: name, time: fc.nat(40 * day) }).map(access),
  { maxLength: 40 },
);

/** What a memory knows, whatever the order in which it came to know it. */
function contents(memory: AccessCounts) {
  const pairs = [...memory.pairs()].map((pair) => JSON.stringify(pair)).sort();
  return { pairs, total: memory.total, window: memory.window };
}

function counted(all: Iterable<Access>): AccessCounts {
  const memory = new AccessCounts();
  for (const one of all) memory.add(one);
  return memory;
}

/** The accesses in files of so many each, each with parts by day, as one night leaves them for the next. */
function stored(all: readonly Access[], perFile: number): Uint8Array[] {
  const memory = new AccessCounts();
  const files: Uint8Array[] = [];
  for (let start = 0; start < all.length; start += perFile) {
    const days = Map.groupBy(all.slice(start, start + perFile), ({ time }) => Math.floor(time / day) * day);
    const parts = [...days].map(([midnight, own]) => {
      const part = memory.gather(midnight);
      for (const one of own) part.add(one);
      return part.finish();
    });
    files.push(memory.encode(parts, { start }));
  }
  return files;
}

function restored(files: readonly Uint8Array[]): AccessCounts {
  const memory = new AccessCounts();
  for (const bytes of files) for (const part of memory.decode(bytes, 'file').parts) memory.merge(part);
  return memory;
}

describe('counts of days', () => {
  it('are the same whether accesses were added one by one or came from files, in any order', () => {
    fc.assert(
      fc.property(accesses, fc.integer({ min: 1, max: 10 }), (all, perFile) => {
        const files = stored(all, perFile);
        const expected = contents(counted(all));
        expect(contents(restored(files))).toEqual(expected);
        expect(contents(restored(files.reverse()))).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give the same model, bit for bit', () => {
    const all = Array.from({ length: 600 }, (_, i) =>
      access({ user: `u${i % 17}`, resource: `r${(i * i) % 23}`, time: ((i * 7) % 30) * day + i }),
    );
    const modelOf = (memory: AccessCounts) => {
      const model = resourceAccess.train(memory, { rank: 4, iterations: 3 });
      const quality = resourceAccess.check(model, memory);
      const { window, total } = memory;
      const description = { detector: 'resourceAccess', identity: null, window, accesses: total, quality };
      return createHash('sha256').update(resourceAccess.encode({ model, description })).digest('hex');
    };
    expect(modelOf(restored(stored(all, 50).reverse()))).toBe(modelOf(counted(all)));
  });

  it('keep count, first and last of a pair, and the value they were encoded with', () => {
    const memory = new AccessCounts();
    const part = memory.gather(day);
    for (const time of [day + 5, day, 2 * day - 1]) part.add(access({ time }));
    const { content, parts } = memory.decode(memory.encode([part.finish()], { kept: [1, null] }), 'file');
    expect(content).toEqual({ kept: [1, null] });
    expect(parts).toEqual([
      {
        midnight: day,
        total: 3,
        pairs: Int32Array.of(0),
        counts: Int32Array.of(3),
        firsts: Int32Array.of(0),
        lasts: Int32Array.of(day - 1),
      },
    ]);
  });

  it('do not show in a memory that has only gathered or decoded them', () => {
    const memory = new AccessCounts();
    const part = memory.gather(0);
    part.add(access({ time: 0 }));
    memory.decode(memory.encode([part.finish()], null), 'file');
    memory.add(access({ user: 'b' }));
    expect(memory.total).toBe(1);
    expect([...memory.pairs()]).toHaveLength(1);
  });

  it('hold each name once, however many parts it is in', () => {
    const one = Array.from({ length: 50 }, (_, i) => access({ time: i * day }));
    const [file] = stored(one, 50);
    expect(Buffer.from(file!).toString('latin1').split('contoso\\alice')).toHaveLength(2);
  });
});

describe('a damaged file of counts', () => {
  const [whole] = stored([access({ time: 3 }), access({ time: day }), access({ user: 'b', time: 0 })], 3);
  const decode = (bytes: Uint8Array) => new AccessCounts().decode(bytes, 'aggregates/1.bin');

  it('is refused by name, wherever a byte is changed or it is cut', () => {
    for (let at = 0; at < whole!.length; at++) {
      const changed = Uint8Array.from(whole!);
      changed[at]! ^= 1;
      expect(() => decode(changed)).toThrow(ModelFileError);
      expect(() => decode(whole!.subarray(0, at))).toThrow(/aggregates\/1\.bin/);
    }
  });

  const { content, sections } = decodeContainer(Uint8Array.from(whole!), 'whole');
  const numbers = [-1, 1, 2, 3, 1000, 2 ** 31 - 1];

  it.each([...sections.keys()])('is refused, or read as counts, whatever its section %s says', (section) => {
    const values = sections.get(section)!;
    const variants = [
      undefined,
      new Float32Array(1),
      values.subarray(1),
      ...numbers.flatMap((number) =>
        Array.from(values, (_, at) => {
          const changed = values.slice();
          changed[at] = number;
          return changed;
        }),
      ),
    ];
    for (const variant of variants) {
      const others = new Map([...sections].filter(([key]) => key !== section));
      const bytes = encodeContainer({ content, sections: variant ? others.set(section, variant) : others });
      const attempt = () =>
        decode(bytes).parts.every(({ total, counts }) => total >= 0 && counts.every(Number.isFinite));
      if (variant === undefined || variant instanceof Float32Array) expect(attempt).toThrow(ModelFileError);
      else expect(isRefused(attempt) || attempt()).toBe(true);
    }
  });

  it.each([
    ['overlap', [0, 4, 0, 4]],
    ['do not begin with the first byte', [1, 4]],
    ['end before the last byte', [0, 3]],
    ['are none', []],
  ])('is refused where names %s', (_, offsets) => {
    const others = new Map(sections).set('userOffsets', Int32Array.from(offsets)).set('userBytes', new Uint8Array(4));
    expect(() => decode(encodeContainer({ content, sections: others }))).toThrow(/userOffsets/);
  });
});

function isRefused(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (error) {
    return error instanceof ModelFileError;
  }
}
