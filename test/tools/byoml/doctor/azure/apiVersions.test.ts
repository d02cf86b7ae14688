import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { apiVersions } from '../../../../../tools/byoml/doctor/azure/apiVersions';

const published = join(__dirname, '../../../../../../shared/data/bicep-types');
/** Types that are asked for by name, and are no resources that a template declares. */
const unpublished = ['Microsoft.Authorization/roleDefinitions', 'Microsoft.Insights/metrics'];
const folders: Readonly<Record<string, string>> = { 'microsoft.insights': 'microsoft.insights.monitor' };

(existsSync(published) ? it.each : it.skip.each)(
  Object.entries(apiVersions).filter(([type]) => !unpublished.includes(type)),
)('%s is published in version %s', (type, version) => {
  const namespace = type.split('/')[0]!.toLowerCase();
  const file = join(published, folders[namespace] ?? namespace, `${version}.json.gz`);
  expect(gunzipSync(readFileSync(file)).toString().toLowerCase()).toContain(`"${type.toLowerCase()}`);
});
