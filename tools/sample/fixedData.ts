import type { SampleAccess } from './dataFactory';

const users = [6, 2, 8, 6, 7, 8, 2, 8, 10, 3, 11, 6, 7, 3, 2, 10, 11, 1, 8, 4, 9, 3, 5, 6, 7];
const resources = [2, 8, 2, 8, 2, 6, 4, 1, 5, 5, 6, 1, 6, 7, 6, 3, 3, 4, 4, 8, 2, 1, 7, 7, 5];
const likelihoods = [
  ...new Array<number>(14).fill(1),
  ...[46.77678298950195, 35.94552993774414, 36.470367431640625, 33.59884262084961, 10.0, 43.84599304199219],
  ...[14.908903121948242, 10.0, 19.817806243896484, 21.398120880126953, 14.908903121948242],
];

/** The 25 fixed accesses of SynapseML's `DataFactory.create_fixed_training_data`: users 1 to 11, resources 1 to 8. */
export function fixedData(): SampleAccess[] {
  return users.map((user, i) => ({
    user: String(user),
    resource: String(resources[i]),
    likelihood: likelihoods[i]!,
  }));
}
