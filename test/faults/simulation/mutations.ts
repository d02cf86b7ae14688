/** A change to one source; `find` occurs in it exactly once. */
export interface Replacement {
  /** From the project's folder on. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A bug that the runs must find. */
export interface Mutation {
  readonly name: string;
  readonly replacements: readonly Replacement[];
}

function mutation(name: string, file: string, find: string, replace: string): Mutation {
  return { name, replacements: [{ file, find, replace }] };
}

const sinks = 'shared/sinks';
const storage = 'shared/storage';
const jobs = 'shared/jobs';

/** Bugs that lose, invent or alter findings, or stop the scorer. */
export const mutations: readonly Mutation[] = [
  mutation(
    'checkpoint before upload',
    `${sinks}/logsIngestionOutput.ts`,
    'await settle(await binding.deliver(rows, began), result, context, began);',
    'binding.deliver(rows, began).then((delivery) => settle(delivery, result, context, began)).catch(() => {});',
  ),
  mutation(
    'swallow one error',
    `${sinks}/deliverRows.ts`,
    'this.#failure ??= outcome.error;\n    return append(this.#undelivered, rows);',
    'return append(this.#delivered, rows);',
  ),
  mutation(
    'drop the last row of a chunk',
    `${sinks}/uploadRows.ts`,
    '[...rows]',
    'rows.length > 1 ? rows.slice(0, -1) : [...rows]',
  ),
  mutation(
    'skip the hash check',
    `${storage}/modelStore.ts`,
    'if (sha256(bytes) !== manifest.sha256)',
    'if (bytes.length !== manifest.bytes)',
  ),
  mutation(
    'park without waiting',
    `${jobs}/scorer.ts`,
    'const blob = await parkMessages(this.#options.deadLetters, letters, parking);',
    'parkMessages(this.#options.deadLetters, letters, parking).catch(() => {});\n    const blob = "";',
  ),
  mutation(
    'park without waiting or looking',
    `${jobs}/scorer.ts`,
    'const blob = await parkMessages(this.#options.deadLetters, letters, parking);',
    'parkMessages(this.#options.deadLetters, letters, parking);\n    const blob = "";',
  ),
  mutation('no retry policy', 'functions/scoreEvents.ts', 'retry: {', 'unused: {'),
  mutation('a retry policy that ends', 'functions/scoreEvents.ts', 'maxRetryCount: -1,', 'maxRetryCount: 2,'),
  mutation('no dataType', 'functions/scoreEvents.ts', "dataType: 'binary',", ''),
  {
    name: 'one dead-letter blob an hour',
    replacements: [
      { file: `${storage}/deadLetters.ts`, find: 'update(content)', replace: "update('')" },
      { file: `${storage}/deadLetters.ts`, find: "invocationId.replace(/[^\\w-]/g, '_')", replace: "''" },
    ],
  },
  mutation(
    'any refused write of dead letters counts as done',
    `${storage}/storageErrors.ts`,
    "return error instanceof RestError && ['ConditionNotMet', 'BlobAlreadyExists'].includes(error.code ?? '');",
    'return error instanceof RestError && (error.statusCode === 412 || error.statusCode === 409);',
  ),
  mutation(
    'RecordId with the time of scoring',
    `${jobs}/scoreMessages.ts`,
    'recordId: recordId(detector.name, accesses)',
    'recordId: recordId(detector.name + scoredAt.getTime(), accesses)',
  ),
  mutation(
    'group accesses across messages',
    `${jobs}/scoreMessages.ts`,
    'readEnvelope(message.body, scoring.reader.columns)',
    'readEnvelope(index === 0 && messages.length > 1 && messages.every((one) => "rows" in readEnvelope(one.body)) ? messages.flatMap((one) => readEnvelope(one.body).rows) : index === 0 || !messages.every((one) => "rows" in readEnvelope(one.body)) ? message.body : [])',
  ),
  mutation(
    'copies of a row count',
    `${jobs}/scoreMessages.ts`,
    'withoutDuplicates(scoring.reader, Number.POSITIVE_INFINITY)',
    'scoring.reader',
  ),
  mutation(
    'the journal need not be told',
    `${jobs}/scoreWithCurrentModel.ts`,
    'await journal.append(scored.firstTime, now);',
    'await journal.append(scored.firstTime, now).catch(() => ({ outside: 0 }));',
  ),
  mutation(
    'a case that was not delivered is forgotten',
    `${jobs}/caseGatherer.ts`,
    'for (const row of delivered) {',
    'for (const row of cases.keys()) {',
  ),
  mutation(
    'RecordId of a case with the time of scoring',
    `${jobs}/judgeUserDay.ts`,
    'caseRecordId(name, group[0], day)',
    'caseRecordId(name, group[0], scoredAt.toISOString())',
  ),
  mutation('drop what is read too late', `${jobs}/scoreMessages.ts`, 'late.push(...messages.slice(index));', ''),
  mutation(
    'drop what is sent too late',
    `${jobs}/deadLettersOf.ts`,
    "else if (outOfTime.has(row)) add(message, 'deadline', 'There was no time left to send its findings: replay it.');",
    'else if (outOfTime.has(row)) rows += 0;',
  ),
  mutation('403 is for ever', `${sinks}/uploadRows.ts`, '[401, 403, 407,', '[401, 407,'),
  mutation(
    'storage calls may hang',
    `${storage}/deadLetters.ts`,
    'AbortSignal.timeout(Math.max(0, Math.floor(Math.min(parkingLimit, timeLeft))))',
    'new AbortController().signal',
  ),
  mutation(
    'uploads may hang',
    `${sinks}/deliverRows.ts`,
    'AbortSignal.timeout(this.time.requestLimit)',
    'new AbortController().signal',
  ),
  mutation('no soft deadline', `${jobs}/softDeadline.ts`, 'reading: 100_000', 'reading: 100_000_000'),
  mutation(
    'the search for poison drops neighbours',
    `${sinks}/deliverRows.ts`,
    'pieces.push(...halves(piece))',
    'pieces.push(halves(piece)[0]!)',
  ),
  mutation('park all neighbours of poison', `${sinks}/deliverRows.ts`, 'piece.rows.length > 1 &&', 'false &&'),
  mutation(
    'an outage counts as no model',
    `${storage}/modelSource.ts`,
    'if (isUnavailable(error) && !this.#loaded) throw error;',
    '',
  ),
  mutation('dead letters are text', `${storage}/deadLetterLine.ts`, "? 'utf8' : 'base64'", "? 'utf8' : 'utf8'"),
  mutation(
    'the last access counts as the first',
    'shared/detectors/resourceAccess/finding.ts',
    'access.time < earliest.time',
    'access.time > earliest.time',
  ),
  mutation(
    'counts forget what was not sent',
    `${jobs}/scorer.ts`,
    'parked: counts.parked + unsentRows',
    'parked: counts.parked',
  ),
  mutation(
    'the log tells the connection string',
    `${jobs}/scorer.ts`,
    'const { counts } = scored;',
    'const { counts } = scored;\n    context.log(JSON.stringify([process.env, this.#options.deadLetters.url, this.#options.deadLetters.credential.accountKey?.toString("base64")]));',
  ),
];

/** The replacements of a mutation; none for none. @throws Error for a name that is none */
export function replacementsOf(name: string | undefined): readonly Replacement[] {
  if (name === undefined) return [];
  const found = mutations.find((candidate) => candidate.name === name);
  if (found !== undefined) return found.replacements;
  throw new Error(`there is no mutation "${name}": ${mutations.map((one) => one.name).join('; ')}`);
}
