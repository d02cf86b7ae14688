import { ActionableError } from './errors';

/** A setting that is missing or malformed; the message names it and says what it should hold. */
export class SettingError extends ActionableError {}

/** App settings as the Functions host hands them over: environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach a storage account: a connection string (locally), or its URI and an identity (in Azure). */
export type BlobConnection =
  | { readonly connectionString: string }
  | { readonly serviceUri: string; readonly clientId: string | undefined };

/** Where findings are sent. */
export interface LogsIngestionSettings {
  /** `https://…`, or `http://` on a loopback address only. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule, `dcr-…`. */
  readonly ruleId: string;
  readonly stream: string;
  /** Client id of a user-assigned identity; undefined for the default credential. */
  readonly clientId: string | undefined;
}
