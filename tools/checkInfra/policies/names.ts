import type { Problem } from '../problem';
import { publishedType } from '../semantics/resourceReference';
import { assign } from '../types/assign';
import { jsonType } from '../types/jsonType';
import type { ResourceTypes } from '../types/resourceTypes';
import { type Deployment, problemOf, propertyOf } from './policy';

/** Problems where a name, once it is put together, is longer than its type takes, or of another form. */
export function unfitNames({ resources }: Deployment, types: ResourceTypes | undefined): Problem[] {
  return resources.flatMap((resource) => {
    const name = propertyOf(resource, 'name');
    const body = publishedType(resource, types)?.body;
    const properties =
      body?.kind === 'object' ? body.properties : body?.kind === 'discriminated' ? body.base : undefined;
    const taken = properties?.get('name')?.type;
    if (typeof name !== 'string' || taken === undefined) return [];
    return assign(jsonType(name), taken).wrong.map((message) => problemOf(resource, `its name: ${message}`));
  });
}
