import { ActionableError } from '../shared/errors';

class BlobError extends ActionableError {}

describe('ActionableError', () => {
  it('is named for its class and keeps its cause', () => {
    const cause = new Error('socket hang up');
    const error = new BlobError('blob x could not be read', { cause });
    expect(error).toMatchObject({ name: 'BlobError', cause });
    expect(error).toBeInstanceOf(ActionableError);
  });
});
