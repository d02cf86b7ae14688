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

describe('what the functions are made of', () => {
  it('is all there', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it.each(sources.map((path) => [relative(root, path), path]))('%s runs nothing it has read', (_name, path) => {
    const code = codeOf(path);
    expect(waysToRun.filter((way) => way.test(code))).toEqual([]);
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
