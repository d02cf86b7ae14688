import fc from 'fast-check';
import { remembered, rememberedPair } from '../../../shared/events/remembered';

const many = Array.from({ length: 20_000 }, (_, index) => String(index));

describe('remembered', () => {
  it('makes a value once for texts that come again', () => {
    const make = jest.fn((text: string) => ({ text }));
    const call = remembered(make);
    expect(call('a')).toBe(call('a'));
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('gives what the function gives, however many texts there are, and long ones too', () => {
    const call = remembered((text) => text.toUpperCase());
    for (const text of [...many, ...many, 'a'.repeat(5000)]) expect(call(text)).toBe(text.toUpperCase());
  });

  it('holds on to a bounded number of texts', () => {
    const make = jest.fn((text: string) => text);
    const call = remembered(make);
    for (const text of [...many, '0']) call(text);
    expect(make).toHaveBeenCalledTimes(many.length + 1);
    call('a'.repeat(5000));
    call('a'.repeat(5000));
    expect(make).toHaveBeenCalledTimes(many.length + 3);
  });
});

describe('rememberedPair', () => {
  it('makes a value once for pairs that come again', () => {
    const make = jest.fn((one: string, other: string) => ({ one, other }));
    const call = rememberedPair(make);
    expect(call('a', 'b')).toBe(call('a', 'b'));
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('gives what the function gives, whatever the pair and however many there are', () => {
    const call = rememberedPair((one, other) => JSON.stringify([one, other]));
    const name = fc.oneof(fc.nat(100).map(String), fc.string());
    fc.assert(
      fc.property(name, name, (one, other) => call(one, other) === JSON.stringify([one, other])),
      { numRuns: 20_000 },
    );
  });

  it('holds on to a bounded number of pairs', () => {
    const make = jest.fn((one: string, other: string) => one + other);
    const call = rememberedPair(make);
    for (const text of many) call('a', text);
    call('a', '0');
    expect(make).toHaveBeenCalledTimes(many.length + 1);
  });
});
