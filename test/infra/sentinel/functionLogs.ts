import { emptyCaseCounts } from '../../../shared/jobs/caseCounts';
import { emptyCounts, type InvocationCounts } from '../../../shared/jobs/invocationCounts';
import { jsonLine } from '../../../shared/text/jsonLine';
import { ingestionTimeColumn } from '../../../tools/checkContent/engine/engineDialect';
import type { TableRow } from '../../../tools/checkContent/engine/kqlEngine';

/** The line of an invocation, as the function writes it and Application Insights keeps it. */
function trace(name: string, account: object, at: string): TableRow {
  const Message = jsonLine({ function: name, ...account });
  return { TimeGenerated: at, Message, OperationId: `${name}/${at}`, [ingestionTimeColumn]: at };
}

export function scoreEventsLine(counts: Partial<InvocationCounts>, at: string): TableRow {
  return trace('scoreEvents', { ...emptyCounts(), ...counts }, at);
}

export function gatherCasesLine(refused: number, at: string): TableRow {
  return trace('gatherCases', { ...emptyCaseCounts(), refused }, at);
}

/** A night that published a model, or ended in an error. */
export function retrainModelsLine(
  outcome: { readonly version: string } | { readonly error: string },
  at: string,
): TableRow {
  const quality = { users: 12, resources: 7, pairs: 40, rocAuc: 0.93218, averagePrecision: 0.67 };
  return trace('retrainModels', 'version' in outcome ? { ...outcome, accesses: 900, quality } : outcome, at);
}
