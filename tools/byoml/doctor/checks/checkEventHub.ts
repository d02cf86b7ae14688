import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import type { Namespace } from '../facts/eventHub';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { limits } from './limits';
import { placeWords, setAppSettings } from './remedyWords';

/** Whether the namespace takes what is exported, the hub is there and keeps it, and the app has a group of its own. */
export function checkEventHub(deployment: Deployment): readonly Finding[] {
  return [...checkNamespace(deployment), ...checkHub(deployment), ...checkConsumerGroup(deployment)];
}

function checkNamespace({ hub }: Deployment): readonly Finding[] {
  const check = 'event hub namespace';
  return judge(check, hub.namespace, {
    missing: () => notChecked(check, 'the namespace is not there'),
    judged: (namespace) => {
      const words = ['--namespace-name', namespace.name, ...placeWords(namespace.id)];
      if (namespace.tier === 'Basic') {
        const upgrade = ['--name', namespace.name, ...placeWords(namespace.id), '--sku', 'Standard'];
        return wrong(
          check,
          `${namespace.name} is of tier Basic, which has no consumer group beside $Default and takes messages of 256 KB only`,
          shellCommand('az', 'eventhubs', 'namespace', 'update', ...upgrade),
        );
      }
      if (knownValue(hub.letsTrustedServicesIn) === false) {
        const command = ['network-rule-set', 'update', ...words, '--enable-trusted-service-access', 'true'];
        return wrong(
          check,
          `the firewall of ${namespace.name} keeps trusted services of Azure out, data export among them`,
          shellCommand('az', 'eventhubs', 'namespace', ...command),
        );
      }
      if (namespace.isLocalAuthDisabled) return withoutLocalAuth(check, namespace);
      return ok(check, `${namespace.name}, tier ${namespace.tier}`);
    },
  });
}

/** Microsoft lists the right to list keys among those that export takes, and does not say whether it uses keys. */
function withoutLocalAuth(check: string, { name, id }: Namespace): Finding {
  const words = ['--name', name, ...placeWords(id), '--disable-local-auth', 'false'];
  return notChecked(
    check,
    `local authentication of ${name} is off, and whether data export can still write is not documented: if no messages ` +
      'arrive, switch it on',
    shellCommand('az', 'eventhubs', 'namespace', 'update', ...words),
  );
}

function checkHub({ connections, hub }: Deployment): readonly Finding[] {
  const check = 'event hub';
  const name = hubName(connections);
  const words = hubWords(hub.namespace, name);
  return judge(check, hub.hub, {
    missing: () => {
      const options = ['--partition-count', '4', '--cleanup-policy', 'Delete', '--retention-time', '168'];
      return wrong(
        check,
        `there is no event hub ${name}`,
        shellCommand('az', 'eventhubs', 'eventhub', 'create', ...words, ...options),
      );
    },
    judged: ({ status, partitions, retentionHours }) => {
      const update = (...options: readonly string[]) =>
        shellCommand('az', 'eventhubs', 'eventhub', 'update', ...words, ...options);
      if (status !== 'Active') return wrong(check, `the status of ${name} is ${status}`, update('--status', 'Active'));
      if (retentionHours < limits.retentionHours) {
        return wrong(
          check,
          `${name} keeps messages for ${retentionHours} hours: what is out of reach for longer loses rows`,
          update('--cleanup-policy', 'Delete', '--retention-time', '168'),
        );
      }
      const instances = partitions === 1 ? '1 partition, so one instance at most scores' : `${partitions} partitions`;
      return ok(check, `${name}: ${instances}, kept for ${retentionHours} hours`);
    },
  });
}

function checkConsumerGroup({ app, connections, hub }: Deployment): readonly Finding[] {
  const check = 'consumer group';
  const { consumerGroup } = connections;
  if (connections.eventHub.state === 'known' && consumerGroup.toLowerCase() === '$default') {
    const remedy = setAppSettings(app.name, 'EVENTHUB_CONSUMER_GROUP=byoml-scorer');
    return [wrong(check, 'EVENTHUB_CONSUMER_GROUP is $Default, which whoever looks into the hub shares', remedy)];
  }
  return judge(check, hub.consumerGroup, {
    missing: () =>
      knownValue(hub.hub) === undefined
        ? notChecked(check, 'the event hub is not there')
        : wrong(
            check,
            `there is no consumer group ${consumerGroup}`,
            createGroup(hubName(connections), hub, consumerGroup),
          ),
    judged: () => ok(check, consumerGroup),
  });
}

function createGroup(name: string, { namespace }: Deployment['hub'], group: string): string {
  const place = hubWords(namespace, name).slice(2);
  const words = ['--name', group, '--eventhub-name', name, ...place];
  return shellCommand('az', 'eventhubs', 'eventhub', 'consumer-group', 'create', ...words);
}

function hubName({ eventHub }: Deployment['connections']): string {
  return knownValue(eventHub)?.hub ?? 'HUB';
}

/** Options of `az eventhubs eventhub` that name the hub. */
function hubWords(namespace: Deployment['hub']['namespace'], hub: string): readonly string[] {
  const found = knownValue(namespace);
  return ['--name', hub, '--namespace-name', found?.name ?? 'NAMESPACE', ...placeWords(found?.id ?? '')];
}
