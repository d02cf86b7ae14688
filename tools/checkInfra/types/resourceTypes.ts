import { type PublishedType, readTypeFile } from './readTypeFile';
import { suggestion } from './suggestion';

/** Where type files are: `<provider>/<api-version>.json.gz`, `provider` in lower case, perhaps with a suffix. */
export interface TypeFiles {
  providers(): readonly string[];
  /** The decompressed files of a provider's folder. */
  read(provider: string): Iterable<string>;
}

/** Why a type is not known, and what to write instead. */
export interface UnknownType {
  readonly unknown: string;
}

/** Bicep's published resource types, read one provider at a time. */
export class ResourceTypes {
  readonly #versions = new Map<string, Map<string, Map<string, PublishedType>>>();

  constructor(readonly files: TypeFiles) {}

  /** @param name `Microsoft.Storage/storageAccounts`, in any case, as Azure takes it */
  find(name: string, version: string): PublishedType | UnknownType {
    const [provider = ''] = name.split('/', 1);
    const types = this.#provider(provider.toLowerCase());
    if (types.size === 0)
      return {
        unknown: `the provider ${provider} is not among the published types${suggestion(provider, this.files.providers())}`,
      };
    const versions = types.get(name.toLowerCase());
    if (versions === undefined) {
      const names = [...types.values()].map((known) => [...known.values()][0]!.name);
      return { unknown: `${name} is no resource type of the published API versions${suggestion(name, names)}` };
    }
    const known = [...versions.keys()].sort();
    return versions.get(version) ?? { unknown: `${name} has no API version ${version}: use ${known.join(' or ')}` };
  }

  /** The published API versions of a type, in order of time. */
  versionsOf(name: string): string[] {
    const [provider = ''] = name.toLowerCase().split('/', 1);
    return [...(this.#provider(provider).get(name.toLowerCase())?.keys() ?? [])].sort();
  }

  #provider(provider: string): Map<string, Map<string, PublishedType>> {
    const known = this.#versions.get(provider);
    if (known !== undefined) return known;
    const types = new Map<string, Map<string, PublishedType>>();
    for (const folder of this.files.providers()) {
      if (folder !== provider && !folder.startsWith(`${provider}.`)) continue;
      for (const text of this.files.read(folder)) {
        for (const type of readTypeFile(text)) {
          const key = type.name.toLowerCase();
          if (!types.has(key)) types.set(key, new Map());
          types.get(key)!.set(type.version, type);
        }
      }
    }
    this.#versions.set(provider, types);
    return types;
  }
}
