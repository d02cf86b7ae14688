import { textAt } from '../azure/answer';
import { apiVersions, type ResourceType } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { isResourceId } from '../azure/resourceId';
import { type Fact, known, type Unknown, unknown } from '../fact';

/** A resource that was found, and all that Resource Manager says of it. */
export interface FoundResource {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly answer: unknown;
}

/**
 * The resource of a type that is wanted, in any of the subscriptions. One that is not found may be where we may not
 * look, so that nothing is known of it.
 *
 * @param what for the message: "event hub namespace ns"
 */
export async function findResource(
  client: AzureClient,
  subscriptions: readonly string[],
  { type, what, isWanted }: { type: ResourceType; what: string; isWanted: (answer: unknown) => boolean },
): Promise<Fact<FoundResource>> {
  let problem: Unknown | undefined;
  for (const subscription of subscriptions) {
    const path = `/subscriptions/${encodeURIComponent(subscription)}/providers/${type}`;
    const answer = await client.list(path, apiVersions[type]);
    if (answer.state === 'unknown') problem = answer;
    const found = answer.state === 'known' ? answer.value.find(isWanted) : undefined;
    const id = textAt(found, 'id') ?? '';
    if (isResourceId(id)) {
      const [name = '', location = ''] = [textAt(found, 'name'), textAt(found, 'location')];
      return known({ id, name, location, answer: found });
    }
  }
  return problem ?? unknown(notFound(what, subscriptions));
}

function notFound(what: string, subscriptions: readonly string[]): string {
  if (subscriptions.length === 0) return 'Resource Manager was not asked: name a subscription by --subscription';
  return (
    `no ${what} is among those you may read in ${subscriptions.join(', ')}: is it named right in the settings? ` +
    'If it is in another subscription, name that too by --subscription'
  );
}

/** Whether an answer is of a resource of this name. */
export function isNamed(name: string): (answer: unknown) => boolean {
  return (answer) => textAt(answer, 'name')?.toLowerCase() === name.toLowerCase();
}
