import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFactory, type SampleAccess } from '../../../tools/sample/dataFactory';
import { fixedData } from '../../../tools/sample/fixedData';

// SHA-256 of what SynapseML's DataFactory writes as lines `user,res,likelihood`, in the order it generates them.
const hashes = {
  test_training: '9f059482bc58796bfac8b38e9762a88fa86baf2fc4dda7afb9ceb6a781ba01f3',
  test_intra: '7ab58330871d40e1ea340be8764fdf2187491198c4f901d55ec33ddce1eb1228',
  test_inter: '025160a73a6ae63da03958a8638be91db1cf07ca04eaebf838d67d206f478bd2',
  enrich_training_ratio1: 'a6798ce3f65b36d84de2b42e117e4453f84e250429929081ea811d12b33c6f2b',
  cc_training_multi: 'cb31f1275a391b6e39f3d9332498cd1c259b35bdeaac517fc9bcb16689540860',
  nb_training: 'b321dd1631790a6b38d8d2fed2e2f35fdeaba2039d1a846be6b09fff04134e7c',
  nb_intra: '6c73e6e269192e0a47f71a8e4b10afb56b42b3793ba521b28456d140df37eb81',
  nb_inter: '407fcdacbf702995f8c4167853dfff4ab189f0d552a7430bee118acdda8640b2',
  fixed: '68028e89940cfb020cb0599ef7d8242f27c24e62f7f67ea3d9f91912ed7b668a',
};

const factory = new DataFactory();
const training = factory.training(0.25);
const notebookFactory = new DataFactory({
  humanResources: { users: 25, resources: 50 },
  finance: { users: 35, resources: 75 },
  engineering: { users: 15, resources: 25 },
});
const notebookTraining = notebookFactory.training(0.4);

const generated: Record<keyof typeof hashes, SampleAccess[]> = {
  test_training: training,
  test_intra: factory.intraTest(training),
  test_inter: factory.interTest(),
  enrich_training_ratio1: new DataFactory().training(1),
  cc_training_multi: new DataFactory({ singleComponent: false }).training(0.25),
  nb_training: notebookTraining,
  nb_intra: notebookFactory.intraTest(notebookTraining),
  nb_inter: notebookFactory.interTest(),
  fixed: fixedData(),
};

const line = ({ user, resource, likelihood }: SampleAccess) => `${user},${resource},${likelihood}\n`;

/** Python writes a float that is whole with a decimal. */
const lineOfFloat = ({ user, resource, likelihood }: SampleAccess) =>
  `${user},${resource},${Number.isInteger(likelihood) ? likelihood.toFixed(1) : likelihood}\n`;

describe('DataFactory', () => {
  it.each(Object.entries(generated))('%s is the original’s, byte for byte', (name, accesses) => {
    const csv = accesses.map(name === 'fixed' ? lineOfFloat : line).join('');
    expect(createHash('sha256').update(csv).digest('hex')).toBe(hashes[name as keyof typeof hashes]);
    expect(readFileSync(join(__dirname, `../../fixtures/datafactory/${name}.csv`), 'utf8')).toBe(csv);
  });

  it('test_intra and test_training share only accesses to ffa', () => {
    const trained = new Set(training.map(({ user, resource }) => `${user},${resource}`));
    const shared = generated.test_intra.filter(({ user, resource }) => trained.has(`${user},${resource}`));
    expect(new Set(shared.map(({ resource }) => resource))).toEqual(new Set(['ffa']));
  });

  it('training data that leaves nothing unseen is refused', () => {
    const full = new DataFactory();
    expect(() => full.intraTest(full.training(1))).toThrow(/train on a smaller ratio/);
  });

  it('a department without users or resources has no accesses', () => {
    const none = { users: 0, resources: 0 };
    const engineeringOnly = new DataFactory({ humanResources: none, finance: none, seed: 7 });
    expect(engineeringOnly.training().every(({ user }) => user.startsWith('eng_'))).toBe(true);
  });
});
