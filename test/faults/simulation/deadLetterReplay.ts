import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import { scorerOptions, type Transport } from '../../../shared/jobs/scoreEventsHandler';
import { type Environment, logsIngestionSettings } from '../../../shared/settings';
import { logsIngestionOutput } from '../../../shared/sinks/logsIngestionOutput';
import { containerClient } from '../../../shared/storage/containerClient';
import { deadLetterBlobs } from '../../../shared/storage/deadLetterBlobs';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import { replayDeadLetters } from '../../../tools/byoml/replay/replayDeadLetters';
import { NoModelError, scorerTarget } from '../../../tools/byoml/replay/scorerTarget';
import type { Send, Target } from '../../../tools/byoml/replay/target';
import type { BlobService } from '../world/blobService';
import type { Network } from '../world/network';
import { storageHttpClient, transport } from '../world/transport';
import { deadLetterContainer, replayableReasons } from './deadLetterAudit';
import { simulatedDetector } from './simulatedDetector';

/**
 * Replays what is worth it, by the code of `byoml replay`: to the hub as `send` puts it there, or through the scorer, and
 * to the hub after all where that one has no model.
 *
 * @returns how many letters got through
 */
export async function replayLetters(options: {
  readonly storage: BlobService;
  readonly network: Network;
  readonly environment: Environment;
  readonly isToHub: boolean;
  readonly toHub: (letter: DeadLetter) => void;
}): Promise<number> {
  const { storage, network, environment, isToHub, toHub } = options;
  if (storage.names(deadLetterContainer).length === 0) return 0;
  const process = { isAlive: true };
  const container = containerClient({ connectionString: storage.connectionString }, deadLetterContainer, {
    httpClient: storageHttpClient(network, process),
  });
  const { counts, error } = await replayDeadLetters({
    files: await deadLetterBlobs(container),
    send: isToHub ? sendToHub(toHub) : scoringTarget(environment, transport(network, process)).send,
    isWanted: ({ reason }) => replayableReasons.includes(reason),
  });
  if (error instanceof NoModelError) return replayLetters({ ...options, isToHub: true });
  if (error !== undefined) throw error;
  return counts.through;
}

/** As `byoml replay --to scorer` has it, with the detector of the run. */
function scoringTarget(environment: Environment, transport: Transport): Target {
  const { deliver } = logsIngestionOutput<ResultRow>({
    name: 'findings',
    settings: () => logsIngestionSettings(environment),
    client: transport.logsIngestion,
    timeLimit: Number.POSITIVE_INFINITY,
  });
  const rules = scorerOptions(environment, transport, simulatedDetector);
  return scorerTarget({ ...rules, deliver, onWarning: () => {}, modelContainer: 'models' });
}

const sendToHub =
  (toHub: (letter: DeadLetter) => void): Send =>
  async (letters) =>
    letters.map((letter) => {
      toHub(letter);
      return { kind: 'through' };
    });
