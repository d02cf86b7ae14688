import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceTables } from '../kusto/tableSchema';
import { type StoredFunction, Workspace } from '../kusto/workspace';
import { storedFunctionOf } from './parser';
import { TextFile } from './textFile';
import { WatchlistFile } from './watchlist';
import { WorkbookFile } from './workbookFile';
import { YamlFile } from './yamlFile';

const sentinel = 'infra/sentinel';

/** All queries and rules that are deployed: the files under `infra/sentinel`, and alert queries anywhere under `infra`. */
export class ContentFolder {
  readonly rules: readonly YamlFile[];
  readonly hunts: readonly YamlFile[];
  readonly parsers: readonly YamlFile[];
  readonly watchlists: readonly WatchlistFile[];
  readonly workbooks: readonly WorkbookFile[];
  readonly automationRules: readonly TextFile[];
  readonly alertQueries: readonly TextFile[];
  /** As these queries see it. */
  readonly workspace: Workspace;

  constructor(projectFolder: string) {
    const filesOf = <File>(
      folder: string,
      ending: string,
      type: new (path: string, projectFolder: string) => File,
    ): readonly File[] => pathsIn(join(projectFolder, folder), ending).map((path) => new type(path, projectFolder));
    this.rules = filesOf(`${sentinel}/Analytic Rules`, '.yaml', YamlFile);
    this.hunts = filesOf(`${sentinel}/Hunting Queries`, '.yaml', YamlFile);
    this.parsers = filesOf(`${sentinel}/Parsers`, '.yaml', YamlFile);
    this.watchlists = filesOf(`${sentinel}/Watchlists`, '.json', WatchlistFile);
    this.workbooks = filesOf(`${sentinel}/Workbooks`, '.json', WorkbookFile);
    this.automationRules = filesOf(`${sentinel}/Automation Rules`, '.json', TextFile);
    this.alertQueries = filesOf('infra', '.kql', TextFile);
    const watchlists = this.watchlists.map(({ described }) => described);
    this.workspace = new Workspace(workspaceTables(), this.functions, watchlists);
  }

  get functions(): readonly StoredFunction[] {
    return this.parsers.map(storedFunctionOf);
  }

  get files(): readonly TextFile[] {
    const { rules, hunts, parsers, watchlists, workbooks, automationRules, alertQueries } = this;
    return [...rules, ...hunts, ...parsers, ...watchlists, ...workbooks, ...automationRules, ...alertQueries];
  }
}

function pathsIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => path.endsWith(ending))
    .sort()
    .map((path) => join(folder, path));
}
