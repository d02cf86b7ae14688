import { messageText } from '../../../../shared/text/messageText';
import { textAt } from './answer';

interface Place {
  readonly host: string;
  readonly path: string;
}

/** What has no resource behind it, rather than what nobody may see. A subscription that is not found is the latter. */
const absentUnless = 'SubscriptionNotFound';

/** Why a service refused, in a line that says what helps; `absent` where it says that there is no such thing. */
export function refusal(status: number, body: string, { host, path }: Place): string {
  const code = errorCode(body);
  if (status === 404 && code !== absentUnless) return 'absent';
  const answered = `${host} answered ${[`HTTP ${status}`, code].filter(Boolean).join(', ')} for ${path}`;
  return messageText(`${answered}: ${remedyOf(status, code)}`, 500);
}

/** Why no answer came. */
export function transportFailure(error: unknown, { host, path }: Place, timeLimit: number): string {
  const { name = '', message = String(error) } = error as { name?: string; message?: string };
  if (name === 'AbortError' || name === 'TimeoutError') {
    return messageText(`${host} did not answer within ${timeLimit / 1000} s for ${path}: try again`, 500);
  }
  if (/Credential|Authentication|TokenTimeout/.test(name)) {
    const [firstSentence = ''] = message.split(/\.\s|\n/);
    return messageText(`no token for ${host} (${firstSentence.slice(0, 200)}): run az login`, 500);
  }
  return messageText(`${host} could not be reached (${message.slice(0, 200)}): check the network and HTTPS_PROXY`, 500);
}

function remedyOf(status: number, code: string): string {
  if (code === absentUnless || code === 'InvalidSubscriptionId') {
    return 'name a subscription of those that az account list shows';
  }
  if (status === 401) return 'sign in again, to the tenant of the subscription: az login --tenant TENANT';
  if (status === 403) return 'you need a role that may read it: Reader, or of app settings Website Contributor';
  if (status === 429) return 'too many requests; try again in some minutes';
  if (status >= 500) return 'the service is at fault; try again later';
  return 'see whether the names given are right';
}

/** The code of Resource Manager's error; empty where the answer holds none. */
function errorCode(body: string): string {
  try {
    const code = textAt(JSON.parse(body), 'error', 'code') ?? '';
    return /^[\w.]{1,80}$/.test(code) ? code : '';
  } catch {
    return '';
  }
}
