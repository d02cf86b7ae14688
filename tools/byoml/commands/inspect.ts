import { createHash } from 'node:crypto';
import { nameCount } from '../../../shared/detectors/resourceAccess/nameTable';
import type { AccessAnomalyParameters } from '../../../shared/detectors/resourceAccess/parameters';
import { type Command, requiredText } from '../command';
import { modelFromFile } from '../modelFromFile';

export const inspect: Command = {
  name: 'inspect',
  summary: 'Tells what a model file holds: version, window, sizes, parameters, quality figures.',
  options: {
    model: { type: 'string', placeholder: 'FILE', description: 'model file to look into' },
    json: { type: 'boolean', description: 'as one JSON object' },
  },
  async run(values) {
    const { model, description, bytes } = await modelFromFile(requiredText(values, 'model'));
    const { detector, window, accesses, identity, quality, warmStartedFrom, importedFrom } = description;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const contents = {
      detector,
      // In the model store the time of training stands before it.
      version: sha256.slice(0, 12),
      sha256,
      bytes: bytes.length,
      window,
      accesses,
      identity,
      tenants: nameCount(model.tenants),
      quality,
      parameters: importedFrom === undefined ? model.parameters : knownOfImported(model.parameters),
      ...(warmStartedFrom !== undefined && { warmStartedFrom }),
      ...(importedFrom !== undefined && { importedFrom }),
    };
    process.stdout.write(values.json ? `${JSON.stringify(contents)}\n` : text(contents));
  },
};

/** What else a model was trained with, those who save it do not tell. */
function knownOfImported({ scorer, rank }: AccessAnomalyParameters) {
  return { scorer, rank };
}

function text(contents: Readonly<Record<string, unknown>>): string {
  return Object.entries(contents)
    .map(([name, value]) => `${name.padEnd(11)}${describe(value)}\n`)
    .join('');
}

function describe(value: unknown): string {
  if (value === null) return '-';
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, item]) => `${name} ${describe(item)}`)
    .join(', ');
}
