/** What is used of WebAssembly, which the standard library of ECMAScript does not declare. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

export interface WebAssemblyGlobal {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedMemory;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** `undefined` where there is none. */
export const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
