import { ActionableError } from '../errors';

/**
 * Why a model could not be had:
 * - `missing`: the version, its manifest or its bytes are not in storage;
 * - `corrupt`: what is stored is not what was published;
 * - `unknownFormat`: what is stored is whole, but this release does not read it;
 * - `unavailable`: storage did not answer, so trying again later may help.
 */
export type ModelFailure = 'missing' | 'corrupt' | 'unknownFormat' | 'unavailable';

/** A stored model could not be used. */
export class ModelStoreError extends ActionableError {
  constructor(
    readonly reason: ModelFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another trainer published between this one's start and end; its model stays. */
export class PublishConflictError extends ActionableError {}
