import type { YamlFile, YamlPath } from './yamlFile';

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Each id is a GUID, and no two files have the same. */
export class UniqueIds {
  readonly #owners = new Map<string, string>();

  check(file: YamlFile): void {
    const id = file.requiredText('id');
    if (id === '') return;
    if (!guid.test(id)) file.reportAt(['id'], `${id} is no GUID in lower case.`);
    const owner = this.#owners.get(id);
    if (owner !== undefined) file.reportAt(['id'], `${id} is the id of ${owner} already.`);
    this.#owners.set(id, file.shownPath);
  }
}

export function checkName(file: YamlFile): void {
  const name = file.requiredText('name');
  if (name.length > 256) file.reportAt(['name'], `name has ${name.length} characters; 256 are allowed.`);
  const description = file.requiredText('description');
  if (description.length > 5000) {
    file.reportAt(['description'], `description has ${description.length} characters; 5,000 are allowed.`);
  }
}

export function checkVersion(file: YamlFile, ...path: YamlPath): void {
  const version = file.requiredText(...path);
  if (version !== '' && !/^\d+\.\d+\.\d+$/.test(version)) {
    file.reportAt(path, `${version} is no version such as 1.0.0.`);
  }
}
