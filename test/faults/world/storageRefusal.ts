import type { WireAnswer } from './wire';

/** Status of each error, and what it says. https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes */
const errors = {
  BlobAlreadyExists: [409, 'The specified blob already exists.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  ConditionNotMet: [412, 'The condition specified using HTTP conditional header(s) is not met.'],
  ContainerAlreadyExists: [409, 'The specified container already exists.'],
  ContainerNotFound: [404, 'The specified container does not exist.'],
  InvalidBlobType: [409, 'The blob type is invalid for this operation.'],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  NotModified: [304, ''],
  UnsupportedHttpVerb: [405, 'The resource does not support the specified HTTP verb.'],
} as const;

/** A call that a storage service answers by an error. */
export class StorageRefusal extends Error {
  constructor(readonly code: keyof typeof errors) {
    super(errors[code][1]);
  }

  /** A HEAD is answered without a body, and so is what is not modified; the code is in a header too. */
  toAnswer(method: string): WireAnswer {
    const [status, message] = errors[this.code];
    if (status === 304) return { status, headers: { 'x-ms-error-code': 'ConditionNotMet' }, body: Buffer.alloc(0) };
    const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${this.code}</Code><Message>${message}</Message></Error>`;
    return {
      status,
      headers: { 'content-type': 'application/xml', 'x-ms-error-code': this.code },
      body: Buffer.from(method === 'HEAD' ? '' : xml),
    };
  }
}
