import type { Access } from '../events/access';

/** An access of the test window, and what is known of it. */
export interface LabelledAccess {
  readonly access: Access;
  /** The kind of anomaly it is; null for a legitimate one. */
  readonly kind: string | null;
}
