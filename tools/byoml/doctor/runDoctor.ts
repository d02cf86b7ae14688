import type { TokenCredential } from '@azure/identity';
import { ActionableError } from '../../../shared/errors';
import type { Environment } from '../../../shared/settings';
import type { Progress } from '../progress';
import { AzureClient } from './azure/azureClient';
import type { Cloud } from './azure/cloud';
import { examine } from './examine';
import type { AppName } from './facts/functionApp';
import { gatherDeployment } from './gather/gatherDeployment';
import { reportJson, reportText } from './report';

/** Something is wrong with the deployment, or hardly any of it can be seen; what, stands above. */
export class DeploymentError extends ActionableError {}

/** Milliseconds for a query: counting a day of a large table takes a while, and the service ends it after three minutes. */
const queryLimit = 180_000;

export interface DoctorCommand {
  readonly app: AppName | undefined;
  /** Undefined to ask the app for them. */
  readonly settings: Environment | undefined;
  readonly subscriptions: readonly string[];
  readonly cloud: Cloud;
  readonly credential: TokenCredential;
  /** Of this process. */
  readonly surroundings: Environment;
  readonly json: boolean;
}

/**
 * Examines a deployment and tells on standard output what was found.
 * @throws DeploymentError when something is wrong, or the settings could not be read, once all is told
 */
export async function runDoctor(command: DoctorCommand, progress: Progress): Promise<void> {
  const { cloud, credential, json, ...question } = command;
  const now = new Date();
  progress.show('Looking at the deployment…');
  const deployment = await gatherDeployment({
    ...question,
    cloud,
    now,
    resourceManager: new AzureClient(cloud.resourceManager, { credential, scope: cloud.resourceManagerScope }),
    logAnalytics: new AzureClient(cloud.logAnalytics, {
      credential,
      scope: cloud.logAnalyticsScope,
      timeLimit: queryLimit,
    }),
  });
  const findings = examine(deployment);
  progress.clear();
  process.stdout.write(json ? reportJson(findings, now) : reportText(findings));
  const wrong = findings.filter(({ status }) => status === 'wrong').length;
  if (wrong > 0) throw new DeploymentError(`${wrong} of ${findings.length} checks found something wrong: see above.`);
  if (deployment.app.settings.state !== 'known') {
    throw new DeploymentError('The settings of the app could not be read, so hardly anything was checked: see above.');
  }
}
