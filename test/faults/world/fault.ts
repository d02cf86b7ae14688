/**
 * What becomes of a request on its way:
 * - `none`: it is served and answered;
 * - `lostRequest`: the connection is reset before the request arrives;
 * - `lostAnswer`: it is served, then the connection is reset;
 * - `hang`: it never arrives and is never answered;
 * - `slowBody`: it is served, its status, headers and half of its body come back, the rest never does; of an answer
 *   without a body nothing comes back;
 * - `brokenBody`: as `slowBody`, and after `answerLatency` once more the connection is reset;
 * - `unreachable`: nobody listens;
 * - an answer: given by the service's front, which does not serve it.
 */
export type FaultKind =
  | 'none'
  | 'lostRequest'
  | 'lostAnswer'
  | 'hang'
  | 'slowBody'
  | 'brokenBody'
  | 'unreachable'
  | { readonly answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } };

export interface Fault {
  readonly kind: FaultKind;
  /** Milliseconds until the request arrives, or is lost. */
  readonly latency: number;
  /** Milliseconds from then until the answer is back, or is lost. */
  readonly answerLatency: number;
}
