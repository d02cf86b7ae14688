import type { Compressors } from 'hyparquet';
import { compressors, decompressZstd } from 'hyparquet-compressors';

/** What unpacks pages; each makes room for as many bytes as the page's header says, and no more. */
export const decompressors: Compressors = {
  ...compressors,
  // Its own would make room for what the compressed bytes themselves claim.
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};
