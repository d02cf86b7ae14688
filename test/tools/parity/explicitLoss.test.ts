import { explicitLoss } from '../../../tools/parity/explicitLoss';

describe('explicitLoss', () => {
  it('is the sum by hand: 1.5^2 + 2^2 + lambda (2 |x|^2 + |y0|^2 + |y1|^2)', () => {
    const ratings = {
      userCount: 1,
      itemCount: 2,
      users: Int32Array.of(0, 0),
      items: Int32Array.of(0, 1),
      values: Float32Array.of(2, 5),
    };
    const factors = { users: Float32Array.of(0.5, 1), items: Float32Array.of(1, 0, 2, 2) };
    const loss = explicitLoss(ratings, factors, { rank: 2, regularization: 0.1 });
    expect(loss).toBeCloseTo(1.5 ** 2 + 2 ** 2 + 0.1 * (2 * 1.25 + 1 + 8), 6);
  });
});
