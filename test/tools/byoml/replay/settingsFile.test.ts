import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingError } from '../../../../shared/settings';
import { settingsFromFile } from '../../../../tools/byoml/replay/settingsFile';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = join(folder, 'local.settings.json');
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the values, with a byte order mark too', async () => {
  writeFileSync(file, '\uFEFF{"IsEncrypted": false, "Values": {"LOOKBACK_DAYS": "30"}}');
  expect(await settingsFromFile(file)).toEqual({ LOOKBACK_DAYS: '30' });
});

it.each([
  ['{"Values": {"EVENTHUB": "secret"', 'is no JSON: name a file like local.settings.json.'],
  ['{"EVENTHUB": "secret"}', 'holds no "Values": name a file like local.settings.json.'],
  ['{"IsEncrypted": true, "Values": {}}', 'is encrypted: decrypt it with "func settings decrypt".'],
])('refuses %s, and quotes nothing of it', async (content, message) => {
  writeFileSync(file, content);
  await expect(settingsFromFile(file)).rejects.toThrow(new SettingError(`${file} ${message}`));
});

it('names a value that is no text', async () => {
  writeFileSync(file, '{"Values": {"LOOKBACK_DAYS": 30}}');
  await expect(settingsFromFile(file)).rejects.toThrow(
    new SettingError(`${file}: the value of LOOKBACK_DAYS is no text.`),
  );
});

it.each([
  [join(folder, 'missing.json'), 'ENOENT'],
  [folder, 'EISDIR'],
])('says that %s cannot be read', async (path, code) => {
  await expect(settingsFromFile(path)).rejects.toMatchObject({
    name: 'SettingError',
    message: `${path} cannot be read (${code}): name a file like local.settings.json.`,
    cause: { code },
  });
});
