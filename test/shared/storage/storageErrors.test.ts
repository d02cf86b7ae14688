import { RestError } from '@azure/storage-blob';
import { isConditionNotMet } from '../../../shared/storage/storageErrors';

const refusal = (statusCode: number, code?: string) => new RestError('refused', { statusCode, ...(code && { code }) });

it.each([
  refusal(412, 'ConditionNotMet'),
  refusal(409, 'BlobAlreadyExists'),
])('a write whose condition is not met has lost: $code', (error) => expect(isConditionNotMet(error)).toBe(true));

it.each([
  refusal(412, 'LeaseIdMissing'),
  refusal(412),
  refusal(409, 'ContainerBeingDeleted'),
  new Error('ConditionNotMet'),
])('any other refusal says nothing of what is stored: %s', (error) => expect(isConditionNotMet(error)).toBe(false));
