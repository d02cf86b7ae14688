import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { projectFiles } from '../../../../tools/checkInfra/projectFiles';
import { parseTemplate } from '../../../../tools/checkInfra/syntax/parseTemplate';
import { partsOf } from '../../../../tools/checkInfra/syntax/partsOf';
import type { Expression, ObjectExpression, ResourceDeclaration } from '../../../../tools/checkInfra/syntax/tree';

// Another parser of Bicep, tree-sitter-bicep, reads the same templates. It does not know the operator ... and groups
// operations otherwise than Bicep does, but what is declared, and which properties stand where, it must see as we do.

const root = join(__dirname, '../../../..');
const files = projectFiles(root);

/** `line:column` of what is declared and of every key of an object, with its text. */
function ours(text: string): string[] {
  const seen: string[] = [];
  const note = (at: { readonly line: number; readonly column: number }, what: string) =>
    seen.push(`${at.line}:${at.column} ${what}`);
  const visit = (expression: Expression): void => {
    if (expression.kind === 'object') visitKeys(expression);
    for (const part of partsOf(expression)) visit(part);
  };
  const visitKeys = ({ items }: ObjectExpression) => {
    for (const item of items) {
      if (item.kind === 'property') note(item.at, typeof item.key === 'string' ? item.key : 'a string');
      if (item.kind === 'resource') visitResource(item);
    }
  };
  const visitResource = ({ at, name, body }: ResourceDeclaration) => {
    note(at, name);
    visit(body);
  };
  const { template, problems } = parseTemplate(text, 'a.bicep');
  expect(problems).toEqual([]);
  for (const declaration of template.declarations) {
    if (declaration.kind === 'resource') visitResource(declaration);
    else if (['param', 'var', 'output', 'module'].includes(declaration.kind)) note(declaration.at, declaration.name);
    if (declaration.kind === 'module') visit(declaration.body);
    else if (declaration.kind === 'var' || declaration.kind === 'output') visit(declaration.value);
    else if (declaration.kind === 'param' && declaration.default !== undefined) visit(declaration.default);
  }
  return seen.sort();
}

const declarations = [
  'parameter_declaration',
  'variable_declaration',
  'output_declaration',
  'module_declaration',
  'resource_declaration',
];

function theirs(node: Node): string[] {
  const inner = (within: Node[]) => within.flatMap((child) => (child === null ? [] : theirs(child)));
  // Decorators and types have objects too, which are not looked at here.
  if (['decorators', 'type', 'type_declaration', 'user_defined_function'].includes(node.type)) return [];
  const [first, second] = node.children;
  const name = declarations.includes(node.type) ? second : node.type === 'object_property' ? first : undefined;
  if (name == null || name.type === 'resource_declaration') return inner(node.children as Node[]);
  const text = name.type === 'string' ? name.text.slice(1, -1) : name.text;
  const place = `${name.startPosition.row + 1}:${name.startPosition.column + 1}`;
  return [`${place} ${text.includes('$') ? 'a string' : text}`, ...inner(node.children as Node[])];
}

let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));
});

it('sees in the templates what ours sees, wherever it can read them', () => {
  let read = 0;
  for (const file of files.list().filter((path) => path.endsWith('.bicep'))) {
    const text = readFileSync(join(root, file), 'utf8');
    const tree = parser.parse(text)!;
    if (tree.rootNode.hasError) continue;
    read += 1;
    expect([file, ...theirs(tree.rootNode).sort()]).toEqual([file, ...ours(text)]);
  }
  expect(read).toBeGreaterThan(files.list().length / 2);
});
