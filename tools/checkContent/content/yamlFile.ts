import { type Document, isMap, isNode, type Node, parseDocument } from 'yaml';
import { TextFile } from './textFile';

/** Keys and indices from the root of a document to a value. */
export type YamlPath = readonly (string | number)[];

/** A file with one YAML document. */
export class YamlFile extends TextFile {
  readonly #document: Document;

  constructor(path: string, projectFolder: string) {
    super(path, projectFolder);
    this.#document = parseDocument(this.text);
    for (const { pos, message } of this.#document.errors) this.report(pos[0], message.split('\n')[0]!);
  }

  value(...path: YamlPath): unknown {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    return isNode(node) ? node.toJS(this.#document) : node;
  }

  /** Text, or `''` after telling that there is none. */
  requiredText(...path: YamlPath): string {
    const value = this.value(...path);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.reportAt(path, `${path.join('.')} is missing or no text.`);
    return '';
  }

  /** The entries of a list; none where there is no list, which is told unless it may be left out. */
  list(path: YamlPath, { isOptional = false } = {}): readonly unknown[] {
    const value = this.value(...path);
    if (Array.isArray(value)) return value;
    if (value !== undefined || !isOptional) this.reportAt(path, `${path.join('.')} is missing or no list.`);
    return [];
  }

  /** Tells of keys that nobody reads, which mostly are misspelt. */
  checkKeys(known: readonly string[]): void {
    const root = this.#document.contents;
    if (!isMap(root)) return;
    for (const { key } of root.items) {
      const name = String((key as { value?: unknown }).value ?? key);
      if (!known.includes(name)) this.report((key as Node).range?.[0] ?? 0, `${name} is no key of such a file.`);
    }
  }

  /** Tells of a value, or where it is missing of what it should be in. */
  reportAt(path: YamlPath, message: string): void {
    this.report(this.#offset(path), message);
  }

  /** Tells of a place within a text that stands as a literal block (`|`), line by line as it is in the file. */
  reportInBlock(path: YamlPath, start: number, message: string): void {
    const value = String(this.value(...path));
    const line = value.slice(0, start).split('\n').length - 1;
    const column = start - (value.lastIndexOf('\n', start - 1) + 1);
    const lines = this.text.split('\n');
    const first = this.position(this.#offset(path)).line;
    const indent = /^ */.exec(lines[first] ?? '')![0].length;
    const offset = lines.slice(0, first + line).join('\n').length + 1 + indent + column;
    this.report(offset, message);
  }

  #offset(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}
