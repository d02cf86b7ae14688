import type { StoredBlob } from './storedBlob';

/**
 * The answer to List Blobs: blobs by name, of a prefix, page by page.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/list-blobs
 */
export function blobList(container: string, blobs: ReadonlyMap<string, StoredBlob>, query: URLSearchParams): string {
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? ''];
  const names = [...blobs.keys()].filter((name) => name.startsWith(prefix) && name >= marker).sort();
  const pageSize = Number(query.get('maxresults') ?? 5000);
  const items = names.slice(0, pageSize).map((name) => blobItem(name, blobs.get(name)!));
  return (
    `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="${container}">` +
    `<Prefix>${escaped(prefix)}</Prefix><Blobs>${items.join('')}</Blobs>` +
    `<NextMarker>${escaped(names[pageSize] ?? '')}</NextMarker></EnumerationResults>`
  );
}

function blobItem(name: string, { type, content, contentType, etag, lastModified }: StoredBlob): string {
  return (
    `<Blob><Name>${escaped(name)}</Name><Properties><Last-Modified>${lastModified}</Last-Modified>` +
    `<Etag>${escaped(etag)}</Etag><Content-Length>${content.length}</Content-Length>` +
    `<Content-Type>${escaped(contentType)}</Content-Type><BlobType>${type}</BlobType></Properties></Blob>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
