/** A change to one source; `find` occurs in it exactly once. */
export interface Replacement {
  /** From the project's folder on. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A bug that the runs must find. */
export interface Mutation {
  readonly name: string;
  readonly replacements: readonly Replacement[];
}

export const mutations: readonly Mutation[] = [];
