import type { DeployedResource } from '../deployment/deployedResources';
import { type Value, valueAt, valueText } from '../deployment/value';
import type { Problem } from '../problem';

/** What a deployment with some choice of parameters makes. */
export interface Deployment {
  readonly resources: readonly DeployedResource[];
  readonly isPrivate: boolean;
  /** Whether training has an app, and so identities, of its own. */
  readonly hasTrainer: boolean;
}

/** A rule that every deployment keeps, whatever its parameters are. */
export interface Policy {
  readonly name: string;
  /** What breaks it, and what mends that. */
  check(deployment: Deployment): Problem[];
}

/** The resources of a type, in any case. */
export function ofType({ resources }: Deployment, type: string): DeployedResource[] {
  return resources.filter((resource) => resource.type.toLowerCase() === type.toLowerCase());
}

/** The property of a resource, `undefined` where it is left out. */
export function propertyOf({ body }: DeployedResource, ...path: readonly string[]): Value | undefined {
  return valueAt(body, ...path);
}

/** A problem where a property is not one of the values that the policy takes. */
export function mustBe(resource: DeployedResource, path: readonly string[], values: readonly Value[]): Problem[] {
  const value = propertyOf(resource, ...path);
  if (values.some((taken) => taken === value)) return [];
  const wanted = values.map(valueText).join(' or ');
  return [problemOf(resource, `${path.join('.')} is ${valueText(value)}, and must be ${wanted}`)];
}

export function problemOf({ at, symbol, modules }: DeployedResource, message: string): Problem {
  const place = [...modules, symbol].join(' > ');
  return { at, message: `${place}: ${message}` };
}

/** Whether a resource is in a module of this file, or of one that such a module uses. */
export function isWithin({ modules }: DeployedResource, module: string): boolean {
  return modules.includes(module);
}
