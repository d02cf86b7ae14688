import { rowScanner } from '../../kernels/generated/rowScanner';

/** What kernels/rowScanner exports; addresses and lengths are bytes of its memory. */
export interface RowScannerKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  fieldsAddress(): number;
  textAddress(): number;
  cacheSlots(): number;
  addColumn(length: number): number;
  scanRow(start: number): number;
  cacheFields(from: number, to: number): void;
}

/** WebAssembly as the standard library of ECMAScript does not declare it. */
interface WebAssemblyGlobal {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** A kernel with a memory of its own; `undefined` where there is no WebAssembly with SIMD, or no room for a memory. */
export function rowScannerKernel(): RowScannerKernel | undefined {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
  const bytes = Buffer.from(rowScanner, 'base64');
  if (WebAssembly === undefined || !WebAssembly.validate(bytes)) return undefined;
  try {
    compiled ??= new WebAssembly.Module(bytes);
    return new WebAssembly.Instance(compiled, {}).exports as RowScannerKernel;
  } catch {
    // It is valid, so all that can fail is to set addresses aside, of which Node.js wants 10 GB for each memory.
    return undefined;
  }
}
