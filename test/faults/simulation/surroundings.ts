import { resultColumns } from '../../../shared/detectors/resourceAccess/columns';
import type { Environment } from '../../../shared/settings';
import { Random } from '../../../tools/sample/random';
import { BlobService } from '../world/blobService';
import { LogsIngestionService } from '../world/logsIngestionService';
import { Network, type Process } from '../world/network';
import type { VirtualTime } from '../world/virtualTime';
import type { FaultMix } from './faultMix';
import { FaultyNetwork } from './faultyNetwork';
import type { Journal } from './journal';
import { poisonAddress } from './workload';

const ruleId = 'dcr-0123456789abcdef0123456789abcdef';

/** The services that a function app talks to in a run, and the network in between. */
export class Surroundings {
  readonly storage = new BlobService();
  readonly ingestion: LogsIngestionService;
  readonly network: Network;
  readonly faults: FaultyNetwork;
  /** App settings. */
  readonly environment: Environment;

  constructor(seed: number, mix: FaultMix, time: VirtualTime, journal: Journal, crash: (process: Process) => void) {
    this.ingestion = new LogsIngestionService({
      ruleId,
      stream: 'Custom-AnomalousResourceAccessResult_CL',
      columns: resultColumns,
      now: () => time.now,
    });
    this.ingestion.isPoison = ({ IpAddress }) => IpAddress === poisonAddress;
    this.ingestion.allowedFrom = time.now + mix.forbidden;
    this.network = new Network(time, [this.storage, this.ingestion]);
    this.network.trace = journal.trace;
    const random = new Random(`network ${seed}`);
    this.faults = new FaultyNetwork({ mix, random, start: time.now, crash, onFault: journal.fault });
    this.network.faultFor = this.faults.faultFor;
    this.environment = {
      MODEL_STORAGE: this.storage.connectionString,
      LOGS_INGESTION_ENDPOINT: this.ingestion.endpoint,
      LOGS_INGESTION_RULE_ID: ruleId,
      CASE_DAYS: '3',
      MIN_SCORE: String(mix.minimumScore),
    };
  }

  /** What no log may tell. */
  get secrets(): readonly string[] {
    return [/AccountKey=([^;]+)/.exec(this.storage.connectionString)![1]!, 'AccountKey', 'SharedKey', 'Bearer '];
  }

  /** The faults end, the role assignment is in effect; poison stays. */
  heal(): void {
    this.faults.stop();
    this.ingestion.allowedFrom = Number.NEGATIVE_INFINITY;
  }

  /** The stream's columns are put right: nothing is refused any more. */
  curePoison(): void {
    this.ingestion.isPoison = () => false;
  }
}
