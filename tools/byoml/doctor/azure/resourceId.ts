/** A resource id that may be put into an address: segments of plain characters, none of which is a dot alone. */
const plainId = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.$()-]+)+$/;

/** Whether a text that came in an answer is a resource id that can be asked for; nothing else is put into an address. */
export function isResourceId(text: string): boolean {
  return text.length <= 2_000 && plainId.test(text);
}

/** Resource ids are compared without regard to case: services do not spell them alike. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * The part of an id that names what is of a type: its name, and the id up to it. Undefined where it names none.
 *
 * @example resourceOfType('/subscriptions/…/namespaces/ns/eventhubs/hub', 'namespaces')?.name === 'ns'
 */
export function resourceOfType(id: string, type: string): { readonly name: string; readonly id: string } | undefined {
  const parts = id.split('/');
  const at = parts.findIndex((part) => part.toLowerCase() === type.toLowerCase());
  const name = at < 0 ? undefined : parts[at + 1];
  return name ? { name, id: parts.slice(0, at + 2).join('/') } : undefined;
}

/** The subscription that an id is in. */
export function subscriptionOf(id: string): string | undefined {
  return resourceOfType(id, 'subscriptions')?.name;
}

/** The resource group that an id is in, as the id spells it. */
export function resourceGroupOf(id: string): string | undefined {
  return resourceOfType(id, 'resourceGroups')?.name;
}

/** Regions are spelled `westeurope`, and by some services `West Europe`. */
export function isSameRegion(one: string, other: string): boolean {
  return plainRegion(one) === plainRegion(other);
}

function plainRegion(region: string): string {
  return region.replace(/\s/g, '').toLowerCase();
}
