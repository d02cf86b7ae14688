import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encodeContainer } from '../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel, ModelFileError } from '../../shared/detectors/resourceAccess/modelFile';
import { ModelStoreError } from '../../shared/storage/modelErrors';
import { decodeManifest, decodePointer } from '../../shared/storage/modelLayout';

const root = join(__dirname, '../..');
const sources = ['shared', 'functions'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name)),
);

/** Source without its comments. */
const codeOf = (path: string) =>
  readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');

/** Ways to run what was not there when the app was built. */
const waysToRun: readonly RegExp[] = [
  /\beval\b/,
  /\bFunction\s*\(/,
  /\brequire\s*\(/,
  /\bimport\s*\(/,
  /\bdeserialize\b/,
  /\bWebAssembly\b/,
  /\bprocess\s*\.\s*(binding|dlopen)\b/,
  /['"](node:)?(vm|v8|module|repl|cluster|child_process|worker_threads)['"]/,
  /\bset(Timeout|Interval)\s*\(\s*['"`]/,
];

/** Text that would be a way to run, and is not: of which file, and why. Each stands in its file as it is here. */
const harmless: Readonly<Record<string, { readonly why: string; readonly code: readonly string[] }>> = {
  'functions/gatherCases.ts': {
    why: 'loads a module of the app, named in the source, when cases are first gathered',
    code: ["import('../shared/jobs/gatherCasesHandler')"],
  },
  'functions/retrainModels.ts': {
    why: 'loads a module of the app, named in the source, when the first training is due',
    code: ["import('../shared/jobs/retrainModels')"],
  },
  'shared/azureCredential.ts': {
    why: 'loads a module of the app, named in the source, when there is an identity to use',
    code: ["import('./identityCredential')"],
  },
  'shared/events/rowScannerKernel.ts': {
    why: 'compiles the bytes of a module that the build wrote',
    code: [
      "import { rowScanner } from '../../kernels/generated/rowScanner'",
      "Buffer.from(rowScanner, 'base64')",
      'const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal }',
      'if (WebAssembly === undefined || !WebAssembly.validate(bytes))',
      'new WebAssembly.Module(bytes)',
      'new WebAssembly.Instance(compiled, {})',
    ],
  },
  'shared/numerics/nonNegative/leastSquaresKernel.ts': {
    why: 'compiles the bytes of a module that the build wrote',
    code: [
      "import { leastSquares as encoded } from '../../../kernels/generated/leastSquares'",
      "Buffer.from(encoded, 'base64')",
      "import { type SharedMemory, WebAssembly } from './webAssembly'",
      'WebAssembly?.validate(binary())',
      'new WebAssembly!.Memory({',
      'new WebAssembly!.Instance(compiled(), {',
      'new WebAssembly!.Module(binary())',
    ],
  },
  'shared/numerics/nonNegative/webAssembly.ts': {
    why: 'declares what there is of WebAssembly, and uses nothing',
    code: ['export const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal }'],
  },
  'shared/numerics/nonNegative/kernelThreads.ts': {
    why: 'starts threads with a program that stands in the source, on a module that another file of the app compiled',
    code: [
      "import { Worker } from 'node:worker_threads'",
      `const program = \`
const { module, memory, problem, scratch } = require('node:worker_threads').workerData;
new WebAssembly.Instance(module, { env: { memory } }).exports.work(problem, scratch);
\``,
      'new Worker(program, { eval: true, workerData, execArgv: [], env: {} })',
    ],
  },
};

/** Source without its comments and what is known to be harmless in it. */
function suspiciousCode(name: string, path: string): string {
  return (harmless[name]?.code ?? []).reduce((code, text) => code.replace(text, ''), codeOf(path));
}

describe('what the functions are made of', () => {
  it('is all there', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it.each(sources.map((path) => [relative(root, path), path]))('%s runs nothing it has read', (name, path) => {
    const code = suspiciousCode(name, path);
    expect(waysToRun.filter((way) => way.test(code))).toEqual([]);
  });

  it.each(Object.entries(harmless))('what is harmless in %s is there', (name, { code }) => {
    const source = codeOf(join(root, name));
    expect(code.filter((text) => !source.includes(text))).toEqual([]);
  });
});

describe('JSON from storage with keys that are more than keys', () => {
  const version = '20261120T023000Z-0123456789ab';
  const hostile = (body: string) => `{"format":1,"__proto__":${body},"constructor":{"prototype":${body}}}`;

  it('is read by its own keys: what a prototype says is not there', () => {
    const pointer = hostile(`{"version":"${version}","previous":null,"polluted":true}`);
    expect(() => decodePointer(pointer, 'current.json')).toThrow(ModelStoreError);
    const manifest = hostile(`{"version":"${version}","bytes":1,"polluted":true}`);
    expect(() => decodeManifest(manifest, 'manifest.json', version)).toThrow(ModelStoreError);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    '{"__proto__":{"parameters":{},"hasHistory":false,"description":{}}}',
    '{"parameters":{"__proto__":{"rank":1}},"hasHistory":false,"description":{"__proto__":{"polluted":true}}}',
    '{"parameters":{"constructor":{"prototype":{"polluted":true}}},"hasHistory":false,"description":{}}',
  ])('makes no model: %s', (content) => {
    const file = encodeContainer({ content: JSON.parse(content), sections: new Map() });
    expect(() => decodeModel(file, 'model.bin')).toThrow(ModelFileError);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['toString', 'constructor', '__proto__'])('names no kind of section but the four there are: %s', (kind) => {
    const padding = 'x'.repeat(12);
    const file = encodeContainer({ content: padding, sections: new Map([['a', new Uint8Array(1)]]) });
    const text = Buffer.from(file)
      .toString('latin1')
      .replace('uint8', kind)
      .replace(padding, padding.slice(kind.length - 5));
    const forged = Buffer.from(text, 'latin1');
    const body = forged.subarray(0, -32);
    createHash('sha256').update(body).digest().copy(forged, body.length);
    expect(() => decodeModel(forged, 'model.bin')).toThrow(/has a header that is not a model header/);
  });
});
