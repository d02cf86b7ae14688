import type { Finding } from '../../../../tools/byoml/doctor/finding';
import { DoctorWorld } from './doctorWorld';
import { appName, exportRules, ids, listOf, roleAssignments, table } from './names';

// biome-ignore lint/suspicious/noExplicitAny: bodies are of any shape, and changed in place
export type Body = any;
type Change = (world: DoctorWorld) => void;

/** A wrong state: how it is planted in what the services answer, which check finds it, and part of the remedy. */
export type WrongState = readonly [title: string, plant: Change, check: string, detail: RegExp, remedy: string];

/** Plants each state in a deployment that lacks nothing, and sees that it is found and its remedy named. */
export function itFinds(states: readonly WrongState[]): DoctorWorld {
  const world = new DoctorWorld();
  beforeAll(() => world.start());
  afterAll(() => world.stop());
  beforeEach(() => world.reset());
  it.each(states)('%s', async (_title, plant, check, detail, remedy) => {
    plant(world);
    const findings = await world.examine();
    const found = findings.find((one) => one.status === 'wrong' && one.check === check);
    expect(found ?? sayWrong(findings)).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(found?.remedy ?? '').toContain(remedy);
  });
  return world;
}

export function sayWrong(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ status }) => status === 'wrong').map(({ check, detail }) => `${check}: ${detail}`);
}

export const bodyOf = (world: DoctorWorld, path: string): Body => world.azure.resources.get(path);

export function remove(path: string): Change {
  return (world) => world.azure.resources.delete(path);
}

export function replace(path: string, next: (found: Body) => unknown): Change {
  return (world) => world.azure.resources.set(path, next(bodyOf(world, path)));
}

export function change(path: string, how: (found: Body) => void): Change {
  return (world) => how(bodyOf(world, path));
}

export function setting(name: string, value: string): Change {
  return change(`${ids.app}/config/appsettings/list`, ({ properties }) => (properties[name] = value));
}

export function account(name: string, how: (found: Body) => void): Change {
  return change(listOf('Microsoft.Storage/storageAccounts'), (all) => how(all.find((one: Body) => one.name === name)));
}

export function namespace(how: (found: Body) => void): Change {
  return change(listOf('Microsoft.EventHub/namespaces'), ([found]) => how(found));
}

export function rule(how: (found: Body) => void): Change {
  return change(listOf('Microsoft.Insights/dataCollectionRules'), ([, found]) => how(found));
}

/** Of the two rules that export SecurityEvent, the one to `storage` or to the `hub`. */
export function exportRule(to: 'storage' | 'hub', how: (properties: Body) => void): Change {
  return change(exportRules, (rules) => how(rules[to === 'storage' ? 1 : 2].properties));
}

export function tableProperties(how: (properties: Body) => void): Change {
  return change(table, ({ properties }) => how(properties));
}

/** All but those at a scope, and others. */
export function rolesBut(scope: string, ...others: readonly unknown[]): Change {
  return replace(roleAssignments, (all) => [...all.filter((one: Body) => one.properties.scope !== scope), ...others]);
}

/** Options of `az` that name where things are. */
export const place = `--resource-group ${appName.resourceGroup} --subscription ${appName.subscription}`;
export const setAppSettings = `az functionapp config appsettings set --name byoml-app ${place} --settings`;
export const quoted = (text: string) => `'${text}'`;
