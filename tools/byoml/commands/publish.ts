import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { modelContainer } from '../../../shared/settings';
import { type Command, optionalText, requiredText } from '../command';
import { modelFromFile } from '../modelFromFile';
import { Progress } from '../progress';

export const publish: Command = {
  name: 'publish',
  summary:
    'Makes a model file the current model of the app, which scores with it from its next look at the model store on. ' +
    'Settings are those of the app, from the environment; in Azure it acts as whoever ran "az login".',
  options: {
    model: { type: 'string', placeholder: 'FILE', description: 'model file to publish' },
    settings: {
      type: 'string',
      placeholder: 'FILE',
      description: 'take the settings from the Values of this local.settings.json, and none from the environment',
    },
  },
  async run(values) {
    const file = requiredText(values, 'model');
    const settings = optionalText(values, 'settings');
    const { description, bytes } = await modelFromFile(file);
    // The clients of Azure take a while to load, and few commands need them.
    const [{ containerClient }, { publishModel }, { settingsFromFile }] = await Promise.all([
      import('../../../shared/storage/containerClient'),
      import('../../../shared/storage/publishModel'),
      import('../replay/settingsFile'),
    ]);
    const environment = settings === undefined ? process.env : await settingsFromFile(settings);
    const { connection, container } = modelContainer(environment);
    const models = containerClient(connection, container);
    const { version } = await publishModel(models, resourceAccess.name, bytes, { ...description }, new Date());
    new Progress().done(`${file} is current as version ${version}`);
  },
};
