import { isLoopback, safeEndpoint } from './loopback';

/** A connection string that may be used, spelled so that the storage client reads nothing else in it; or what is wrong. */
export type CheckedConnectionString = { readonly connectionString: string } | { readonly refused: string };

/** What a connection string may say, lower case; the client looks for the same names, case and all. */
const knownNames = new Set([
  'usedevelopmentstorage',
  'defaultendpointsprotocol',
  'endpointsuffix',
  'accountname',
  'accountkey',
  'sharedaccesssignature',
  'blobendpoint',
  'queueendpoint',
  'tableendpoint',
  'fileendpoint',
]);

const malformed = 'is not a storage connection string: it holds BlobEndpoint=…;SharedAccessSignature=…';

/**
 * Checks a storage connection string. An account key opens all of an account and never expires, so it is taken for a
 * loopback address only (Azurite). A shared access signature is scoped and expires: it is taken over https.
 * What is refused is told without a word of what the string holds.
 *
 * @see https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
 */
export function checkConnectionString(text: string): CheckedConnectionString {
  const fields = readFields(text);
  if (fields === undefined) return { refused: malformed };
  const key = fields.get('accountkey');
  const signature = fields.get('sharedaccesssignature');
  if (fields.has('usedevelopmentstorage')) return developmentStorage(fields);
  if (key !== undefined && signature !== undefined) {
    return { refused: 'holds both an account key and a shared access signature' };
  }
  const endpoint = fields.get('blobendpoint');
  if (key !== undefined) return withAccountKey(fields.get('accountname'), key, endpoint);
  if (signature !== undefined) return withSignature(signature, endpoint);
  return { refused: malformed };
}

/** Undefined where a part is no `Name=value`, its name is not known, or it comes twice. */
function readFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const [name, value] = splitOnce(part, '=').map((side) => side.trim()) as [string, string];
    const folded = name.toLowerCase();
    if (value === '' || /\s/.test(value) || !knownNames.has(folded) || fields.has(folded)) return undefined;
    fields.set(folded, value);
  }
  return fields;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Alone: next to it the client takes the address of a proxy, which may be anywhere. */
function developmentStorage(fields: ReadonlyMap<string, string>): CheckedConnectionString {
  const isAlone = fields.size === 1 && fields.get('usedevelopmentstorage')?.toLowerCase() === 'true';
  return isAlone ? { connectionString: 'UseDevelopmentStorage=true' } : { refused: malformed };
}

function withAccountKey(name: string | undefined, key: string, endpoint: string | undefined): CheckedConnectionString {
  const url = endpoint === undefined ? undefined : safeEndpoint(endpoint);
  if (url === undefined || !isLoopback(url.hostname)) {
    return { refused: 'holds an account key, which is accepted for a BlobEndpoint on a loopback address only' };
  }
  if (name === undefined) return { refused: 'holds an account key but no AccountName' };
  const protocol = url.protocol.replace(':', '');
  const address = url.origin + url.pathname;
  return {
    connectionString: `DefaultEndpointsProtocol=${protocol};AccountName=${name};AccountKey=${key};BlobEndpoint=${address}`,
  };
}

function withSignature(signature: string, endpoint: string | undefined): CheckedConnectionString {
  const url = endpoint === undefined ? undefined : safeEndpoint(endpoint);
  if (url === undefined) {
    return { refused: 'holds a shared access signature without an https:// BlobEndpoint to use it with' };
  }
  const parameters = new URLSearchParams(signature);
  const isSignature = parameters.has('sig') && [...parameters.keys()].every((name) => /^[a-z]{2,5}$/.test(name));
  if (!isSignature) return { refused: 'holds a SharedAccessSignature that is none' };
  return {
    connectionString: `BlobEndpoint=${url.origin}${url.pathname};SharedAccessSignature=${signature.replace(/^\?/, '')}`,
  };
}
