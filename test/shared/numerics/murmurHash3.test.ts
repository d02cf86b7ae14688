import { murmurHash3 } from '../../../shared/numerics/murmurHash3';

describe('murmurHash3', () => {
  // Widely published test vectors of MurmurHash3_x86_32.
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aa', 0x9747b28c, 0x5d211726],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('%j from seed %d', (text, seed, hash) => {
    expect(murmurHash3(new TextEncoder().encode(text), seed) >>> 0).toBe(hash);
  });
});
