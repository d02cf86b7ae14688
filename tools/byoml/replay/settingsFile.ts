import { readFile } from 'node:fs/promises';
import { type Environment, SettingError } from '../../../shared/settings';

/**
 * The app settings in a file of the Functions Core Tools: the texts in its `Values`.
 *
 * @throws SettingError naming the file
 * @see https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file
 */
export async function settingsFromFile(file: string): Promise<Environment> {
  const content = await readJson(file);
  if (!isRecord(content) || !isRecord(content.Values)) {
    throw new SettingError(`${file} holds no "Values": name a file like local.settings.json.`);
  }
  if (content.IsEncrypted === true) {
    throw new SettingError(`${file} is encrypted: decrypt it with "func settings decrypt".`);
  }
  const values = Object.entries(content.Values);
  const wrong = values.find(([, value]) => typeof value !== 'string');
  if (wrong !== undefined) throw new SettingError(`${file}: the value of ${wrong[0]} is no text.`);
  return Object.fromEntries(values) as Environment;
}

/** The parser's message may quote the file, and with it a secret. */
async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new SettingError(`${file} cannot be read (${cause.code}): name a file like local.settings.json.`, { cause });
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new SettingError(`${file} is no JSON: name a file like local.settings.json.`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
