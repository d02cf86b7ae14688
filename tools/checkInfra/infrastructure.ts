import { posix } from 'node:path';
import type { Problem } from './problem';
import { checkTemplate } from './semantics/checkTemplate';
import { TemplateScope } from './semantics/templateScope';
import { parseTemplate } from './syntax/parseTemplate';
import type { ResourceTypes } from './types/resourceTypes';

/** Files by their path from the project's root, with slashes. */
export interface Files {
  list(): readonly string[];
  read(path: string): string | undefined;
}

/** All templates of the project, each read once, and what they say of each other. */
export class Infrastructure {
  readonly #templates = new Map<
    string,
    { readonly scope: TemplateScope; readonly problems: readonly Problem[] } | undefined
  >();

  constructor(
    readonly files: Files,
    readonly resourceTypes: ResourceTypes | undefined,
  ) {}

  /** The template of a file; undefined where there is no such file. */
  template(path: string): TemplateScope | undefined {
    return this.#read(path)?.scope;
  }

  get templates(): TemplateScope[] {
    return this.files
      .list()
      .filter((path) => path.endsWith('.bicep'))
      .map((path) => this.template(path)!);
  }

  /** Checks every template. */
  check(): { readonly resources: number; readonly problems: readonly Problem[] } {
    const { templates } = this;
    const resources = templates.reduce((count, template) => count + checkTemplate(template), 0);
    return { resources, problems: templates.flatMap(({ template }) => this.problemsOf(template.file)) };
  }

  /** What was found wrong in a file so far: first what is no Bicep, then the rest. */
  problemsOf(path: string): readonly Problem[] {
    const read = this.#read(path);
    return read === undefined ? [] : [...read.problems, ...read.scope.problems];
  }

  #read(path: string): { readonly scope: TemplateScope; readonly problems: readonly Problem[] } | undefined {
    if (this.#templates.has(path)) return this.#templates.get(path);
    const text = this.files.read(path);
    const read = text === undefined ? undefined : parseTemplate(text, path);
    const beside = (other: string) => posix.join(posix.dirname(path), other);
    const scope =
      read &&
      new TemplateScope(read.template, {
        resourceTypes: this.resourceTypes,
        template: (other) => this.template(beside(other)),
        readText: (other) => this.files.read(beside(other)),
      });
    this.#templates.set(path, scope && { scope, problems: read.problems });
    return this.#templates.get(path);
  }
}
