import { createRequire } from 'node:module';

/**
 * Microsoft's Kusto language service, compiled from C# to JavaScript: what its package declares is thousands of types, of
 * which these few are used. The constructors' numbers are those of the package's declarations.
 *
 * @see https://www.npmjs.com/package/@kusto/language-service-next
 */
export interface KustoLanguage {
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor7: new (name: string, columns: string, description: null) => KustoSymbol };
    readonly FunctionSymbol: {
      readonly $ctor16: new (name: string, parameters: string, body: string, description: null) => KustoSymbol;
    };
    readonly DatabaseSymbol: {
      readonly $ctor1: new (name: string, members: readonly KustoSymbol[], isOpen: boolean) => KustoSymbol;
    };
  };
  readonly GlobalState: { readonly Default: KustoGlobals };
  readonly KustoCode: { ParseAndAnalyze(query: string, globals: KustoGlobals): KustoCode };
}

export interface KustoSymbol {
  readonly Name: string;
}

export interface KustoGlobals {
  WithDatabase(database: KustoSymbol): KustoGlobals;
}

export interface KustoCode {
  /** Undefined where the query has none, for instance as it does not parse. */
  readonly ResultType?: { readonly Columns?: KustoList<{ readonly Name: string; readonly Type: KustoSymbol }> };
  readonly Syntax: KustoNode;
  GetDiagnostics(): KustoList<KustoDiagnostic>;
}

export interface KustoDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
}

/** A node of the syntax tree. */
export interface KustoNode {
  readonly NodeName: string;
  readonly ChildCount: number;
  readonly TextStart: number;
  readonly End: number;
  GetChild(index: number): KustoNode | null;
}

export interface KustoList<Item> {
  readonly Count: number;
  getItem(index: number): Item;
}

export function itemsOf<Item>(list: KustoList<Item>): Item[] {
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}

let language: KustoLanguage | undefined;

/** Loads the language service, which takes about a second; the package sets a global. */
export function kustoLanguage(): KustoLanguage {
  if (language !== undefined) return language;
  const load = createRequire(__filename);
  load('@kusto/language-service-next/bridge.min.js');
  load('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  language = (globalThis as unknown as { Kusto: { Language: KustoLanguage } }).Kusto.Language;
  return language;
}
