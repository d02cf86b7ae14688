import type { Problem } from '../problem';
import type { TemplateScope } from '../semantics/templateScope';
import { expressionText } from '../syntax/expressionText';
import { partsOf } from '../syntax/partsOf';
import type { Expression } from '../syntax/tree';

const telling = /^(list[A-Z]\w*|getSecret)$/;
const secretText = /AccountKey=|SharedAccessKey=|SharedAccessSignature=|[?&]sig=/i;
const secretProperty = /^(primary|secondary)(Key|ConnectionString)$|^InstrumentationKey$/i;

/** Problems where a template reads a key, holds one, or gives one out as an output. */
export function secretsIn({ template, declarations }: TemplateScope): Problem[] {
  const problems: Problem[] = [];
  const secure = new Set(
    [...declarations.values()]
      .filter(({ decorators }) => decorators.some(({ name }) => name === 'secure'))
      .map(({ name }) => name),
  );
  const visit = (expression: Expression, inOutput: boolean) => {
    const report = (message: string) => problems.push({ at: expression.at, message });
    if (expression.kind === 'call' && telling.test(expression.name))
      report(`${expression.name} reads a secret: use an identity and a role instead`);
    if (
      expression.kind === 'string' &&
      expression.pieces.some((piece) => typeof piece === 'string' && secretText.test(piece))
    )
      report('holds a key or a signature: use an identity and a role instead');
    if (inOutput && expression.kind === 'name' && secure.has(expression.name))
      report(`gives out ${expression.name}, which is @secure(): outputs are logged`);
    if (inOutput && expression.kind === 'member' && secretProperty.test(expression.property))
      report(`gives out ${expressionText(expression)}: outputs are logged`);
    for (const part of partsOf(expression)) visit(part, inOutput);
  };
  for (const declaration of template.declarations) {
    if (declaration.kind === 'resource' || declaration.kind === 'module')
      visitWithNested(declaration.body, (expression) => visit(expression, false));
    else if (declaration.kind === 'output')
      visit(declaration.value, !declaration.decorators.some(({ name }) => name === 'secure'));
    else if (declaration.kind === 'var') visit(declaration.value, false);
    else if (declaration.kind === 'param' && declaration.default !== undefined) visit(declaration.default, false);
  }
  return problems;
}

function visitWithNested(body: Expression, visit: (expression: Expression) => void): void {
  visit(body);
  const inner = body.kind === 'for' ? body.body : body;
  const object = inner.kind === 'if' ? inner.body : inner;
  if (object.kind !== 'object') return;
  for (const item of object.items) if (item.kind === 'resource') visitWithNested(item.body, visit);
}
