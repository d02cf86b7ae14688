import type { ContainerSettings, Environment, LogsIngestionSettings } from '../../../shared/settings';
import type { EventHubConnection } from '../replay/eventHubConnection';
import type { Fact } from './fact';
import type { Checkpoint } from './facts/checkpoints';
import type { CollectionRule, RuleTraffic } from './facts/collectionRule';
import type { ModelState } from './facts/currentModel';
import type { Hub, Namespace } from './facts/eventHub';
import type { ExportEnd } from './facts/exportedBlobs';
import type { AppFunction, AppName, FunctionApp } from './facts/functionApp';
import type { ParkedMessages } from './facts/parkedMessages';
import type { Partition } from './facts/partitions';
import type { HeldRole } from './facts/roles';
import type { StorageAccount } from './facts/storageAccount';
import type { ExportRule, Table, Workspace } from './facts/workspace';
import type { FindingRows, SecurityEventRows } from './facts/workspaceRows';

/** Where the app's settings say that things are; what a setting keeps us from knowing is told by the fact. */
export interface Connections {
  readonly eventHub: Fact<EventHubConnection>;
  readonly consumerGroup: string;
  readonly exports: Fact<ContainerSettings>;
  readonly models: Fact<ContainerSettings>;
  readonly deadLetters: Fact<ContainerSettings>;
  readonly journal: Fact<ContainerSettings>;
  /** The host's own storage, and the container of its checkpoints. */
  readonly host: Fact<ContainerSettings>;
  readonly ingestion: Fact<LogsIngestionSettings>;
}

/** A finished UTC day, as the workspace has it and as it was exported. */
export interface ExportedDay {
  /** `2026-11-20` */
  readonly date: string;
  readonly inWorkspace: number;
  readonly exported: number;
}

/** The event hub and what stands around it. */
export interface HubFacts {
  readonly namespace: Fact<Namespace>;
  readonly hub: Fact<Hub>;
  readonly consumerGroup: Fact<true>;
  readonly letsTrustedServicesIn: Fact<boolean>;
  readonly partitions: Fact<readonly Partition[]>;
  readonly checkpoints: Fact<readonly Checkpoint[]>;
}

/** The workspace that findings go to, and whose rows are exported. */
export interface WorkspaceFacts {
  readonly workspace: Fact<Workspace>;
  readonly exportRules: Fact<readonly ExportRule[]>;
  readonly securityEvent: Fact<Table>;
  readonly resultTable: Fact<Table>;
  readonly securityEventRows: Fact<SecurityEventRows>;
  readonly findingRows: Fact<FindingRows>;
  readonly exportedDay: Fact<ExportedDay>;
}

/** The data collection rule that findings go through. */
export interface RuleFacts {
  readonly rule: Fact<CollectionRule>;
  readonly endpoints: Fact<readonly string[]>;
  readonly keepsErrors: Fact<boolean>;
  readonly traffic: Fact<RuleTraffic>;
}

export interface StorageFacts {
  readonly exportAccount: Fact<StorageAccount>;
  readonly modelAccount: Fact<StorageAccount>;
  readonly hostAccount: Fact<StorageAccount>;
  readonly exportEnd: Fact<ExportEnd>;
  readonly model: Fact<ModelState>;
  readonly parked: Fact<ParkedMessages>;
}

export interface AppFacts {
  /** Undefined where nobody named an app. */
  readonly name: AppName | undefined;
  readonly app: Fact<FunctionApp>;
  readonly functions: Fact<readonly AppFunction[]>;
  readonly settings: Fact<Environment>;
}

/** All that is known of a deployment at one moment; what is checked is a function of it alone. */
export interface Deployment {
  readonly now: Date;
  /** Milliseconds by which the clock here is ahead of the services'; undefined where none answered. */
  readonly clockSkew: number | undefined;
  readonly app: AppFacts;
  readonly connections: Connections;
  readonly hub: HubFacts;
  readonly rule: RuleFacts;
  readonly workspace: WorkspaceFacts;
  readonly storage: StorageFacts;
  /** What the app's identities hold, by {@link heldRolesKey}. */
  readonly heldRoles: ReadonlyMap<string, Fact<readonly HeldRole[]>>;
}

/** Roles are listed by subscription and identity. */
export function heldRolesKey(subscription: string, principalId: string): string {
  return `${subscription}/${principalId}`.toLowerCase();
}
