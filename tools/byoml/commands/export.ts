import { isAffinityScored } from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { nameCount } from '../../../shared/detectors/resourceAccess/nameTable';
import { exportModel } from '../../../shared/detectors/resourceAccess/synapseml/exportModel';
import { type Command, requiredText } from '../command';
import { modelFromFile } from '../modelFromFile';
import { Progress } from '../progress';

/** Named so because the word itself is one of the language. */
export const exportCommand: Command = {
  name: 'export',
  summary: "Writes a model file as a model of SynapseML's AccessAnomaly, for AccessAnomalyModel.load to read in Spark.",
  options: {
    model: { type: 'string', placeholder: 'FILE', description: 'model file to read' },
    to: { type: 'string', placeholder: 'DIR', description: 'folder to write, which must not exist' },
  },
  async run(values) {
    const file = requiredText(values, 'model');
    const folder = requiredText(values, 'to');
    const { model } = await modelFromFile(file);
    const progress = new Progress();
    // Writing Parquet takes a while to load, and no other command needs it.
    const { writeSavedModel } = await import('../synapseml/writeSavedModel');
    await writeSavedModel(folder, exportModel(model));
    const [users, resources] = [model.users, model.resources].map(({ names }) => nameCount(names));
    progress.done(`${folder}: ${users} users and ${resources} resources of ${nameCount(model.tenants)} tenant(s)`);
    if (isAffinityScored(model)) {
      progress.done(
        'Only the factors of AccessAnomaly are in it, and Spark scores by them alone: affinities have no place there, so ' +
          'its scores are not those of byoml score',
      );
    }
  },
};
