import { TextFile } from './textFile';

export interface GridFormatter {
  readonly columnMatch: string;
  /** 1 is plain text. @see https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-renderers */
  readonly formatter: number;
  readonly formatOptions?: { readonly palette?: string };
}

interface ColumnContent {
  readonly columnMatch: string;
}

/** A query and how its result is shown. */
export interface WorkbookQuery {
  readonly name: string;
  /** With the workbook's parameters still in braces. */
  readonly query: string;
  readonly title: string;
  readonly visualization: string;
  readonly noDataMessage?: string;
  readonly timeContextFromParameter?: string;
  readonly gridSettings?: { readonly formatters?: readonly GridFormatter[] };
  readonly tileSettings?: { readonly titleContent?: ColumnContent; readonly leftContent?: ColumnContent };
  readonly chartSettings?: {
    readonly xAxis?: string;
    readonly yAxis?: readonly string[];
    readonly group?: string;
    readonly seriesLabelSettings?: readonly { readonly seriesName: string; readonly color: string }[];
  };
  readonly graphSettings?: {
    readonly topContent?: ColumnContent;
    readonly bottomContent?: ColumnContent;
    readonly nodeIdField: string;
    readonly sourceIdField: string;
    readonly targetIdField: string;
    readonly edgeLabel?: string;
    readonly colorSettings?: {
      readonly nodeColorField?: string;
      readonly thresholdsGrid?: readonly { readonly thresholdValue: string | null; readonly representation: string }[];
    };
  };
  /** Percent of the width, 100 where left out. */
  readonly width?: number;
}

export interface WorkbookParameter {
  readonly name: string;
  /** 4 is a time range, which is applied to a query rather than put into it. */
  readonly type: number;
  readonly value: unknown;
}

interface Item {
  readonly type: number;
  readonly name: string;
  readonly customWidth?: string;
  readonly content: Omit<WorkbookQuery, 'name' | 'width'> & {
    readonly json?: string;
    readonly parameters?: readonly WorkbookParameter[];
  };
}

/** What the types of items are. @see https://github.com/microsoft/Application-Insights-Workbooks */
const itemTypes = { markdown: 1, query: 3, parameters: 9 } as const;

/** A workbook, as its designer exports it. */
export class WorkbookFile extends TextFile {
  readonly #items: readonly Item[];

  constructor(path: string, projectFolder: string) {
    super(path, projectFolder);
    let items: readonly Item[] = [];
    try {
      items = (JSON.parse(this.text) as { items: readonly Item[] }).items;
    } catch (error) {
      this.report(0, `It is no JSON: ${(error as Error).message}.`);
    }
    this.#items = items;
  }

  get itemNames(): readonly string[] {
    return this.#items.map(({ name }) => name);
  }

  get markdown(): readonly { readonly name: string; readonly text: string }[] {
    return this.#items
      .filter(({ type }) => type === itemTypes.markdown)
      .map(({ name, content }) => ({ name, text: content.json ?? '' }));
  }

  get parameters(): readonly WorkbookParameter[] {
    return this.#items
      .filter(({ type }) => type === itemTypes.parameters)
      .flatMap(({ content }) => content.parameters!);
  }

  get queries(): readonly WorkbookQuery[] {
    return this.#items
      .filter(({ type }) => type === itemTypes.query)
      .map(({ name, customWidth, content }) => ({
        ...content,
        name,
        ...(customWidth !== undefined && { width: Number(customWidth) }),
      }));
  }

  /** A query with the parameters' own values put in, as a workbook does before it runs it. */
  substituted({ query }: WorkbookQuery): string {
    const values = new Map(this.parameters.map(({ name, value }) => [name, value]));
    return query.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : whole;
    });
  }
}
