import { messageText } from '../../../shared/text/messageText';
import { checkBacklog } from './checks/checkBacklog';
import { checkClock } from './checks/checkClock';
import { checkCollectionRule } from './checks/checkCollectionRule';
import { checkDeadLetters } from './checks/checkDeadLetters';
import { checkEventHub } from './checks/checkEventHub';
import { checkExportAccount } from './checks/checkExportAccount';
import { checkExportedBlobs } from './checks/checkExportedBlobs';
import { checkExportRules } from './checks/checkExportRules';
import { checkFunctionApp } from './checks/checkFunctionApp';
import { checkModel } from './checks/checkModel';
import { checkRoles } from './checks/checkRoles';
import { checkRows } from './checks/checkRows';
import { checkSettings } from './checks/checkSettings';
import { checkTable } from './checks/checkTable';
import type { Deployment } from './deployment';
import type { Finding } from './finding';

/** A remedy may name all columns of the table. */
const maxRemedyLength = 8_000;

/** In the order in which a row goes: what stands first may be why what follows is wrong. */
const checks: readonly ((deployment: Deployment) => readonly Finding[])[] = [
  checkClock,
  checkFunctionApp,
  checkSettings,
  checkRoles,
  checkExportRules,
  checkExportAccount,
  checkExportedBlobs,
  checkEventHub,
  checkBacklog,
  checkModel,
  checkDeadLetters,
  checkTable,
  checkCollectionRule,
  checkRows,
];

/** All that there is to say of a deployment, in lines that may be shown: names in it were given by others. */
export function examine(deployment: Deployment): readonly Finding[] {
  return checks.flatMap((check) => check(deployment)).map(shown);
}

function shown({ check, status, detail, remedy }: Finding): Finding {
  const finding = { check, status, detail: messageText(detail) };
  return remedy === undefined ? finding : { ...finding, remedy: messageText(remedy, maxRemedyLength) };
}
