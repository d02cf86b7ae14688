import { isJsonObject, type JsonObject } from '../jsonObject';
import { affinityContent, affinitySections, readAffinity } from './affinity/affinityFile';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { upgradeContainer } from './affinity/earlierFormats';
import type { KnownPairs } from './knownPairs';
import type { AccessAnomalyModel, EntityTable } from './model';
import { decodeContainer, encodeContainer, type Section } from './modelContainer';
import { ModelFileError } from './modelFileError';
import { ModelReader } from './modelReader';
import { type NameTable, nameCount, type TenantNames } from './nameTable';
import { type AccessAnomalyParameters, checkParameters } from './parameters';

export { ModelFileError } from './modelFileError';

/**
 * Encodes a model. The same model and description give the same bytes.
 *
 * @param description what the model's owner wants to know about it later.
 */
export function encodeModel(model: ResourceAccessModel, description: JsonObject = {}): Uint8Array {
  const sections = new Map<string, Section>([
    ...nameSections('tenants', model.tenants),
    ['means', model.means],
    ['standardDeviations', model.standardDeviations],
    ...entitySections('users', model.users),
    ...entitySections('resources', model.resources),
    ...(model.history ? historySections(model.history) : []),
    ...(model.affinity ? affinitySections(model.affinity) : []),
  ]);
  const content = {
    parameters: model.parameters,
    hasHistory: model.history !== null,
    ...(model.affinity && { affinity: affinityContent(model.affinity) }),
    description,
  };
  return encodeContainer({ content, sections });
}

/**
 * Decodes a model. Its arrays are views of `bytes`, which must not change from now on.
 *
 * @param name what to call the file in an error: a path, a blob's name.
 * @throws ModelFileError if the file is damaged, cut, of another format, or its parts contradict each other.
 */
export function decodeModel(bytes: Uint8Array, name: string): { model: ResourceAccessModel; description: JsonObject } {
  const container = decodeContainer(bytes, name);
  const { content, sections } = upgradeContainer(container);
  if (!isContent(content)) throw new ModelFileError(name, 'has a header that does not describe a model');
  const parameters = readParameters(content.parameters, name);
  const read = new ModelReader(name, sections);
  const tenants = read.names('tenants');
  const tenantCount = nameCount(tenants);
  const model: AccessAnomalyModel = {
    parameters,
    tenants,
    users: read.entities('users', tenantCount, parameters.rank),
    resources: read.entities('resources', tenantCount, parameters.rank),
    ...read.moments(tenantCount),
    history: content.hasHistory ? read.history() : null,
  };
  const isAffinity = parameters.scorer === 'affinity';
  if (isAffinity !== (content.affinity !== undefined)) {
    throw new ModelFileError(
      name,
      `has ${isAffinity ? 'no affinities, but' : 'affinities, but not'} affinity as its scorer`,
    );
  }
  if (content.affinity === undefined) return { model, description: content.description };
  const affinity = readAffinity(content.affinity, model, read, name);
  return { model: { ...model, affinity }, description: content.description };
}

function nameSections(prefix: string, { offsets, bytes }: NameTable): [string, Section][] {
  return [
    [`${prefix}.offsets`, offsets],
    [`${prefix}.bytes`, bytes],
  ];
}

function tenantNameSections(prefix: string, { starts, names }: TenantNames): [string, Section][] {
  return [[`${prefix}.starts`, starts], ...nameSections(`${prefix}.names`, names)];
}

function entitySections(prefix: string, entities: EntityTable): [string, Section][] {
  return [
    ...tenantNameSections(prefix, entities),
    [`${prefix}.factors`, entities.factors],
    [`${prefix}.components`, entities.components],
  ];
}

function historySections(history: KnownPairs): [string, Section][] {
  return [
    ...nameSections('history.tenants', history.tenants),
    ...tenantNameSections('history.users', history.users),
    ...tenantNameSections('history.resources', history.resources),
    ['history.offsets', history.offsets],
    ['history.resourceOf', history.resourceOf],
  ];
}

interface Content {
  readonly parameters: unknown;
  readonly hasHistory: boolean;
  /** Left out where the scorer is AccessAnomaly's own. */
  readonly affinity?: unknown;
  readonly description: JsonObject;
}

function isContent(content: unknown): content is Content {
  if (!isJsonObject(content)) return false;
  return 'parameters' in content && typeof content.hasHistory === 'boolean' && isJsonObject(content.description);
}

function readParameters(given: unknown, name: string): AccessAnomalyParameters {
  try {
    // Models of before there was a choice hold no scorer: AccessAnomaly's was the only one.
    return checkParameters(isJsonObject(given) ? { scorer: 'accessAnomaly', ...given } : undefined);
  } catch (cause) {
    throw new ModelFileError(name, 'has parameters that break a rule', undefined, { cause });
  }
}
