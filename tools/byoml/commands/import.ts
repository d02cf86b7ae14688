import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { AccessAnomalyModel } from '../../../shared/detectors/resourceAccess/model';
import { nameCount, namesOf, packNames } from '../../../shared/detectors/resourceAccess/nameTable';
import { importModel } from '../../../shared/detectors/resourceAccess/synapseml/importModel';
import { withoutVector } from '../../../shared/detectors/resourceAccess/synapseml/withoutVector';
import { type Command, type OptionValues, optionalText, requiredText, UsageError } from '../command';
import { identityOf, identityOptions } from '../identityOptions';
import { writeOutput } from '../outputFile';
import { Progress } from '../progress';

/** Named so because the word itself is one of the language. */
export const importCommand: Command = {
  name: 'import',
  summary:
    "Makes a model file of a model that SynapseML's AccessAnomaly was trained to, and AccessAnomalyModel.save wrote.",
  options: {
    from: { type: 'string', placeholder: 'DIR', description: 'folder that was named to save' },
    model: { type: 'string', placeholder: 'FILE', description: 'model file to write' },
    tenant: {
      type: 'string',
      placeholder: 'NAME',
      description: "what rows call the model's only tenant: the workspace's id, where it was trained with a constant",
    },
    'user-identity': identityOptions['user-identity']!,
    'resource-identity': identityOptions['resource-identity']!,
  },
  async run(values) {
    const folder = requiredText(values, 'from');
    const file = requiredText(values, 'model');
    const identity = isIdentityGiven(values) ? identityOf(values) : null;
    const progress = new Progress();
    // Reading Parquet takes a while to load, and no other command needs it.
    const { readSavedModel } = await import('../synapseml/readSavedModel');
    await writeOutput(file, [], async () => {
      const saved = await readSavedModel(folder);
      const model = renameTenant(importModel(saved), optionalText(values, 'tenant'));
      const quality = { users: nameCount(model.users.names), resources: nameCount(model.resources.names) };
      const description = {
        detector: resourceAccess.name,
        identity,
        window: null,
        accesses: 0,
        quality,
        importedFrom: 'SynapseML AccessAnomaly',
      };
      progress.done(
        `${file}: ${quality.users} users and ${quality.resources} resources of ${nameCount(model.tenants)} tenant(s)`,
      );
      const lost = withoutVector(saved);
      if (lost.users + lost.resources > 0) {
        progress.done(
          `${folder}: ${lost.users} users and ${lost.resources} resources have no vector, so that they are unknown, to Spark as ` +
            'here; copy the folder again if a part of it was left behind',
        );
      }
      return [resourceAccess.encode({ model, description })];
    });
  },
};

function renameTenant(model: AccessAnomalyModel, name: string | undefined): AccessAnomalyModel {
  if (name === undefined) return model;
  const { tenants, history } = model;
  const names = new Set([tenants, history?.tenants ?? tenants].flatMap(namesOf));
  if (names.size > 1) {
    throw new UsageError(`--tenant is "${name}", and the model has ${names.size} tenants; leave it out.`);
  }
  const renamed = packNames([name.toWellFormed()]);
  return { ...model, tenants: renamed, history: history && { ...history, tenants: renamed } };
}

function isIdentityGiven(values: OptionValues): boolean {
  return ['user-identity', 'resource-identity'].some((option) => optionalText(values, option) !== undefined);
}
