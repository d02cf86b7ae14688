import { SettingError } from '../../../../shared/settings';
import { eventHubConnection } from '../../../../tools/byoml/replay/eventHubConnection';

const key = 'SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0';

it.each([
  [
    'the connection string and the hub that is set',
    { EVENTHUB: `Endpoint=sb://x.servicebus.windows.net/;${key}` },
    'am-securityevent',
  ],
  [
    'the hub that the connection string names',
    { EVENTHUB: `Endpoint=sb://x.servicebus.windows.net;${key};EntityPath=other`, EVENTHUB_NAME: 'hub' },
    'other',
  ],
  [
    'an emulator on this machine',
    { EVENTHUB: `Endpoint=sb://localhost:5672;${key};UseDevelopmentEmulator=true;` },
    'am-securityevent',
  ],
])('takes %s', (_name, environment, hub) => {
  expect(eventHubConnection(environment)).toEqual({ connectionString: environment.EVENTHUB, hub });
});

it('prefers an identity to a key, as the host does', () => {
  const environment = {
    EVENTHUB: `Endpoint=sb://x.servicebus.windows.net/;${key}`,
    EVENTHUB__fullyQualifiedNamespace: 'y.servicebus.windows.net',
    EVENTHUB_NAME: 'hub',
  };
  expect(eventHubConnection(environment)).toEqual({ fullyQualifiedNamespace: 'y.servicebus.windows.net', hub: 'hub' });
});

it.each([
  ['nothing', {}, /The app setting EVENTHUB is missing/],
  ['something else', { EVENTHUB: `AccountName=x;${key}` }, /holds no Endpoint/],
  [
    'a plain endpoint elsewhere',
    { EVENTHUB: `Endpoint=sb://x.example;${key};UseDevelopmentEmulator=true` },
    /at x\.example; .* loopback/,
  ],
  [
    'half a connection string',
    { EVENTHUB: 'Endpoint=sb://x.example;SharedAccessKey=c2VjcmV0' },
    /holds no SharedAccessKeyName/,
  ],
  ['another scheme', { EVENTHUB: `Endpoint=http://127.0.0.1;${key}` }, /holds no Endpoint/],
  [
    'a namespace with a path',
    { EVENTHUB__fullyQualifiedNamespace: 'https://x.servicebus.windows.net/' },
    /is no host name/,
  ],
])('refuses %s without telling what it holds', (_name, environment, message) => {
  const connecting = () => eventHubConnection(environment);
  expect(connecting).toThrow(SettingError);
  expect(connecting).toThrow(message);
  expect(connecting).not.toThrow(/c2VjcmV0/);
});
