import type { TextFile } from './textFile';

interface AutomationRule {
  readonly displayName?: unknown;
  readonly order?: unknown;
  readonly actions?: readonly { readonly order?: unknown; readonly actionType?: unknown }[];
}

const actionTypes = ['ModifyProperties', 'AddIncidentTask', 'RunPlaybook'];

/** An automation rule keeps the limits of its API. @see https://learn.microsoft.com/rest/api/securityinsights/automation-rules */
export function checkAutomationRule(file: TextFile): void {
  file.checkAscii();
  const { displayName, order, actions = [] } = JSON.parse(file.text) as AutomationRule;
  const at = (key: string) => Math.max(0, file.text.indexOf(`"${key}"`));
  if (typeof displayName !== 'string' || displayName === '' || displayName.length > 500) {
    file.report(at('displayName'), 'displayName must be a text of at most 500 characters.');
  }
  if (!Number.isInteger(order) || Number(order) < 1 || Number(order) > 1000) {
    file.report(at('order'), 'order must be a whole number from 1 to 1,000.');
  }
  if (actions.length < 1 || actions.length > 20) {
    file.report(at('actions'), `There are ${actions.length} actions; 1 to 20 are allowed.`);
  }
  for (const { actionType } of actions) {
    if (!actionTypes.includes(String(actionType))) file.report(at('actions'), `${actionType} is no type of action.`);
  }
}
