import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importModel } from '../../../../shared/detectors/resourceAccess/synapseml/importModel';
import { ActionableError } from '../../../../shared/errors';
import { readSavedModel } from '../../../../tools/byoml/synapseml/readSavedModel';
import { byoml } from '../../../support/byoml';
import { savedFolder } from './fixtures';
import { replaced, smallFrames, writeFrames } from './folders';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-bad-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The sentence with which a folder is refused, the test's own folder left out. */
async function refusal(model = folder): Promise<string> {
  try {
    importModel(await readSavedModel(model));
  } catch (error) {
    expect(error).toBeInstanceOf(ActionableError);
    return (error as Error).message.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER');
  }
  throw new Error('it was not refused');
}

const users = 'user_feature_vector_mapping_df';
const part = 'part-00000.snappy.parquet';
const saved = 'name the folder AccessAnomalyModel.save wrote';

describe('a folder that is no saved model', () => {
  it('is not there, or is a file', async () => {
    expect(await refusal(join(folder, 'none'))).toBe(`none/metadata_df is not there: ${saved}`);
    await writeFile(join(folder, 'file'), '');
    expect(await refusal(join(folder, 'file'))).toBe(`file/metadata_df is not there: ${saved}`);
  });

  it('is empty, or its metadata is', async () => {
    expect(await refusal()).toBe(`metadata_df is not there: ${saved}`);
    await mkdir(join(folder, 'metadata_df'));
    await writeFile(join(folder, 'metadata_df', '_SUCCESS'), '');
    expect(await refusal()).toBe(`metadata_df holds no Parquet file: ${saved}`);
  });

  it('lacks a frame that its metadata tells of', async () => {
    await writeFrames(folder, smallFrames());
    for (const frame of ['history_access_df', 'res2component_mappings_df', users]) {
      await rm(join(folder, frame), { recursive: true });
      expect(await refusal()).toBe(`${frame} is not there: ${saved}`);
    }
  });

  it('is of another format', async () => {
    await writeFrames(folder, smallFrames());
    await writeFile(join(folder, 'metadata_df', part), '{"tenant_col":"tenant"}\n');
    expect(await refusal()).toBe(
      `metadata_df/${part} is not a Parquet file: save the model with output_format="parquet", the default.`,
    );
    await mkdir(join(folder, 'metadata_df', '_delta_log'));
    expect(await refusal()).toBe(
      'metadata_df is a Delta table: save the model with output_format="parquet", the default',
    );
  });

  it('links back to itself, or to nothing', async () => {
    await writeFrames(folder, smallFrames());
    await symlink('..', join(folder, users, 'up'));
    expect(await refusal()).toMatch(
      /^user_feature_vector_mapping_df\/up\/.* is a link to a folder it is in: remove the link$/,
    );
    await rm(join(folder, users, 'up'));
    await symlink('loop', join(folder, users, 'loop'));
    expect(await refusal()).toBe(`${users}/loop cannot be read (ELOOP): ${saved}`);
    await rm(join(folder, users, 'loop'));
    await symlink(join(folder, 'gone'), join(folder, users, 'gone'));
    expect(await refusal()).toBe(`${users}/gone is not there: ${saved}`);
  });
});

describe('a saved model that is damaged', () => {
  let name: string;
  let path: string;
  beforeEach(async () => {
    await cp(savedFolder('two-tenants'), folder, { recursive: true });
    name = (await readdir(join(folder, users))).find((file) => file.startsWith('part-'))!;
    path = join(folder, users, name);
  });
  /** As where a model comes from a store that is no disk. */
  const withoutChecksums = () => rm(join(folder, users, `.${name}.crc`));

  it('has a part that is not as the checksums beside it say', async () => {
    const bytes = await readFile(path);
    for (const at of [3, 300, bytes.length - 200, bytes.length - 1]) {
      await writeFile(path, bytes.with(at, bytes[at]! ^ 1));
      expect(await refusal()).toBe(
        `${users}/${name} is damaged (its checksums beside it do not match): copy it again, or save the model again.`,
      );
    }
    await truncate(path, bytes.length - 512);
    expect(await refusal()).toMatch(/its checksums beside it do not match/);
  });

  it('has checksums that are none, which say nothing', async () => {
    for (const checksums of ['', 'crc', 'something else']) {
      await writeFile(join(folder, users, `.${name}.crc`), checksums);
      expect(importModel(await readSavedModel(folder)).users.factors).toHaveLength(176);
    }
  });

  it('has a part that is cut short', async () => {
    await withoutChecksums();
    const { length } = await readFile(path);
    for (const left of [length - 1, length - 100, length / 2, 12, 8, 4]) {
      await truncate(path, left);
      expect(await refusal()).toBe(
        `${users}/${name} is damaged (it is cut short): copy it again, or save the model again.`,
      );
    }
    await truncate(path, 0);
    expect(await refusal()).toMatch(/ is not a Parquet file: /);
  });

  it('has a byte of its numbers changed, which the checksum of its page tells', async () => {
    await withoutChecksums();
    const bytes = await readFile(path);
    await writeFile(path, bytes.with(300, bytes[300]! ^ 1));
    expect(await refusal()).toBe(
      `${users}/${name} is damaged (a page whose checksum does not match): copy it again, or save the model again.`,
    );
  });

  it('declares a footer larger than the file', async () => {
    await withoutChecksums();
    const bytes = await readFile(path);
    bytes.writeUInt32LE(2 ** 31, bytes.length - 8);
    await writeFile(path, bytes);
    expect(await refusal()).toMatch(/^user_feature_vector_mapping_df\/.* is damaged \(.*2147483648/);
  });
});

describe('a saved model of other frames', () => {
  async function refusalOf(change: Partial<ReturnType<typeof smallFrames>>): Promise<string> {
    await writeFrames(folder, { ...smallFrames(), ...change });
    return refusal();
  }
  const { metadata, users: userColumns, userComponents } = smallFrames();

  it('is read as it stands', async () => {
    await writeFrames(folder, smallFrames());
    expect(importModel(await readSavedModel(folder)).users.factors).toEqual(Float32Array.of(1, 1, 2, 0.5));
  });

  it('has two rows of metadata, or none', async () => {
    const twice = metadata.map((column) => ({ ...column, data: [...column.data, ...column.data] }));
    const remedy = 'save the model into a folder of its own';
    expect(await refusalOf({ metadata: twice })).toBe(`metadata_df has 2 rows instead of one: ${remedy}`);
    const none = metadata.map((column) => ({ ...column, data: [] }));
    expect(await refusalOf({ metadata: none })).toBe(`metadata_df has 0 rows instead of one: ${remedy}`);
  });

  it('has metadata of something else', async () => {
    const without = metadata.filter(({ name }) => name !== 'res_vec_col');
    expect(await refusalOf({ metadata: without })).toMatch(
      /^metadata_df\/part-00000.snappy.parquet has no column res_vec_col, but tenant_col, user_col, /,
    );
    const text = replaced(metadata, 'has_history_access_df', { type: 'string', data: ['true'] });
    expect(await refusalOf({ metadata: text })).toMatch(/has_history_access_df that does not hold true or false/);
    const none = replaced(metadata, 'user_col', { data: [null] });
    expect(await refusalOf({ metadata: none })).toMatch(/holds in row 1 of user_col something else than text/);
    const unfitted = replaced(metadata, 'has_user_feature_vector_mapping_df', { data: [false] });
    expect(await refusalOf({ metadata: unfitted })).toBe(
      'FOLDER says that it has no user_feature_vector_mapping_df: save a model that has been fitted',
    );
  });

  it('lacks a column that its metadata names', async () => {
    const other = replaced(userColumns, 'user', { name: 'account' });
    expect(await refusalOf({ users: other })).toBe(
      `${users}/${part} has no column user, but tenant, user_vector, account: name another folder, or save the model again.`,
    );
  });

  it.each([
    ['user', { type: 'boolean', data: [true, false] }, 'text or whole numbers'],
    ['user_vector', { type: 'string', data: ['[1]', '[2]'] }, 'arrays of numbers'],
    ['user_vector', { type: 'long', data: [1n, 2n] }, 'arrays of numbers'],
  ] as const)('has a column of another type: %s', async (name, change, expected) => {
    expect(await refusalOf({ users: replaced(userColumns, name, { ...change, data: [...change.data] }) })).toBe(
      `${users}/${part} has a column ${name} that does not hold ${expected}: cast it in Spark, and save the model again.`,
    );
  });

  it('has an array with a hole, a component that is none, and one component frame without the other', async () => {
    const hole = replaced(userColumns, 'user_vector', {
      data: [
        [-0.5, null, 3, -0.5],
        [-1, -0.25, 3, -0.5],
      ],
    });
    expect(await refusalOf({ users: hole })).toMatch(
      /holds in row 1 of user_vector something else than arrays of numbers/,
    );
    const none = replaced(userComponents, 'component', { data: [0n, null] });
    expect(await refusalOf({ userComponents: none })).toMatch(/holds in row 2 of component something else than whole/);
    const one = replaced(metadata, 'has_res2component_mappings_df', { data: [false] });
    expect(await refusalOf({ metadata: one })).toBe(
      'user2component_mappings_df has no counterpart: a model has the components of users and resources, or none',
    );
  });

  it('has a user twice, in two parts', async () => {
    await writeFrames(folder, smallFrames());
    await cp(join(folder, users, part), join(folder, users, 'part-00001.snappy.parquet'));
    expect(await refusal()).toBe(
      `${users} has one name in rows 1 and 3, of tenant "0": each must be there once; save again what AccessAnomaly.fit returns`,
    );
  });
});

describe('the command line', () => {
  it('says so in one sentence, ends with 1, and writes no file', async () => {
    const file = join(folder, 'x.model');
    const { exitCode, stderr, stdout } = await byoml('import', '--from', folder, '--model', file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`byoml import: ${folder}/metadata_df is not there: ${saved}\n`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells what is missing', async () => {
    expect((await byoml('import', '--model', 'x')).stderr).toBe(
      'byoml import: --from is missing. See byoml import --help.\n',
    );
    expect((await byoml('export', '--model', 'x')).stderr).toBe(
      'byoml export: --to is missing. See byoml export --help.\n',
    );
  });
});
