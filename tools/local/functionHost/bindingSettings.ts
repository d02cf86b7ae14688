import { type Environment, SettingError } from '../../../shared/settings';
import type { BindingInfo } from './workerProtocol';

/**
 * A binding with each `%SETTING%` in its properties replaced by the app setting.
 *
 * @param place the function and binding, for the error message
 * @throws SettingError when a setting is missing
 */
export function resolveSettings(binding: BindingInfo, env: Environment, place: string): BindingInfo {
  const resolved = Object.entries(binding).map(([property, value]) => [
    property,
    typeof value === 'string'
      ? value.replaceAll(/%([^%]+)%/g, (_, name) => required(name, env, `${place}, ${property}`))
      : value,
  ]);
  return Object.fromEntries(resolved);
}

/**
 * The connection string a binding's `connection` stands for. The emulators know no identities, so of the forms a
 * connection has in Azure only this one works here.
 *
 * @throws SettingError when the setting is missing
 */
export function connectionString(connection: unknown, env: Environment, place: string): string {
  if (typeof connection !== 'string' || connection === '') {
    throw new SettingError(`${place}: "connection" must name an app setting.`);
  }
  return required(connection, env, place);
}

function required(name: string, env: Environment, place: string): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new SettingError(`App setting ${name} is missing (${place}). Set it in the environment.`);
  }
  return value;
}
