import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { Access } from '../../../shared/events/access';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { jsonLine } from '../../../shared/text/jsonLine';
import { caseScoresOf } from '../caseScores';
import { type Command, optionalText, requiredPaths, requiredText } from '../command';
import { headerOf, identityOf, identityOptions } from '../identityOptions';
import { accountingLine } from '../input/accounting';
import { inputFiles } from '../input/inputFiles';
import { type InputRecord, pairOf, readInput } from '../input/readInput';
import { modelFromFile } from '../modelFromFile';
import { noUserDaysBecause } from '../noUserDaysBecause';
import { writeOutput } from '../outputFile';
import { Progress } from '../progress';

export const score: Command = {
  name: 'score',
  summary: 'Scores accesses or pairs against a model file: one JSON object a line, in the order of the input.',
  options: {
    model: { type: 'string', placeholder: 'FILE', description: 'model file to score with' },
    input: {
      type: 'string',
      multiple: true,
      placeholder: 'PATH',
      description: 'files of rows (.jsonl, .json), pairs (.csv, .tsv), or .gz of these; folders in the export layout',
    },
    output: { type: 'string', placeholder: 'FILE', description: 'file to write instead of standard output' },
    ...identityOptions,
  },
  async run(values) {
    const paths = requiredPaths(values, 'input');
    const output = optionalText(values, 'output');
    const modelFile = requiredText(values, 'model');
    const { model, description } = await modelFromFile(modelFile);
    const given = identityOf(values);
    // Rows are named as in training, or nobody would be known; what is left out is the caller's choice.
    const { user, resource } = description.identity ?? given;
    const counts = emptyReadCounts();
    const reasons = new Map<string, number>();
    let untimed = 0;
    const progress = new Progress();
    const reading = {
      reader: resourceAccess.reader({ ...given, user, resource }),
      header: headerOf(values),
      purpose: 'score',
      counts,
      progress,
    } as const;

    // Days are scored in the order of time, lines are written in that of the input: so it is read twice.
    async function* accesses(): AsyncGenerator<Access> {
      const first = { ...reading, counts: emptyReadCounts() };
      for await (const record of readInput(paths, first)) if ('access' in record) yield record.access;
    }
    async function* lines(): AsyncGenerator<string> {
      const cases = await caseScoresOf(model, accesses());
      for await (const record of readInput(paths, reading)) {
        const { tenant, user, resource } = pairOf(record);
        const { score, reason, pValue } = resourceAccess.score(model, { tenant, user, resource });
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        const isTimed = 'access' in record;
        if (cases !== null && !isTimed) untimed++;
        const caseScore = cases !== null && isTimed ? { caseScore: cases.of(record.access) } : {};
        const rarity = pValue === undefined ? {} : { pValue };
        yield `${jsonLine({ tenant, user, resource, score, ...caseScore, reason, ...rarity, ...itemIdOf(record) })}\n`;
      }
    }

    if (output === undefined) await pipeline(Readable.from(lines()), process.stdout, { end: false });
    else await writeOutput(output, [...(await inputFiles(paths)), { path: modelFile }], lines);
    progress.done(accountingLine(counts));
    progress.done([...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ') || 'nothing to score');
    const why = noUserDaysBecause(model, description);
    if (why !== null) progress.done(`no caseScore, as the model judges no users' days: ${why}`);
    if (untimed > 0) progress.done(`no caseScore of ${untimed} pairs, as they carry no time`);
  },
};

function itemIdOf(record: InputRecord): { itemId?: string } {
  return 'access' in record && record.access.itemId !== '' ? { itemId: record.access.itemId } : {};
}
