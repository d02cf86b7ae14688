import type { Expression } from './tree';

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'string':
      return expression.pieces.filter((piece) => typeof piece !== 'string');
    case 'object':
      return expression.items.flatMap((item) => {
        if (item.kind === 'resource') return [];
        if (item.kind === 'spread') return [item.operand];
        return typeof item.key === 'string' ? [item.value] : [item.key, item.value];
      });
    case 'array':
      return expression.items.map((item) => (item.kind === 'spread' ? item.operand : item));
    case 'member':
    case 'nested':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'nonNull':
    case 'unary':
      return [expression.operand];
    case 'call':
      return expression.object === undefined ? expression.arguments : [expression.object, ...expression.arguments];
    case 'lambda':
      return [expression.body];
    case 'binary':
      return [expression.left, expression.right];
    case 'ternary':
      return [expression.condition, expression.consequence, expression.alternative];
    case 'for':
      return [expression.collection, expression.body];
    case 'if':
      return [expression.condition, expression.body];
    default:
      return [];
  }
}
