import { app, type EventHubFunctionOptions } from '@azure/functions';
import { scoreEventsHandler } from '../shared/jobs/scoreEventsHandler';
import * as settings from '../shared/settings';

const options: EventHubFunctionOptions<unknown[]> & { readonly dataType: 'binary' } = {
  ...settings.eventHubSettings(process.env),
  connection: 'EVENTHUB',
  cardinality: 'many',
  // Raw bytes: without it the host parses JSON, and one body that is none fails its whole batch before the handler.
  dataType: 'binary',
  // For ever: the hub keeps the messages, and a partition that waits loses none of them.
  retry: {
    strategy: 'exponentialBackoff',
    maxRetryCount: -1,
    minimumInterval: { seconds: 5 },
    maximumInterval: { minutes: 5 },
  },
  handler: scoreEventsHandler(process.env),
};

app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } });
app.eventHub('scoreEvents', options);
