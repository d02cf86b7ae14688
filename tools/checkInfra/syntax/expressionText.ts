import type { Expression } from './tree';

/** A short expression as one would write it: names, properties, indices, calls and literals; the rest is `…`. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'string':
      return `'${expression.pieces.map((piece) => (typeof piece === 'string' ? piece : `\${${expressionText(piece)}}`)).join('')}'`;
    case 'integer':
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'member':
      return `${expressionText(expression.object)}.${expression.property}`;
    case 'index':
      return `${expressionText(expression.object)}[${expressionText(expression.index)}]`;
    case 'nested':
      return `${expressionText(expression.object)}::${expression.name}`;
    case 'nonNull':
      return expressionText(expression.operand);
    case 'call': {
      const object = expression.object === undefined ? '' : `${expressionText(expression.object)}.`;
      return `${object}${expression.name}(${expression.arguments.map(expressionText).join(', ')})`;
    }
    default:
      return '…';
  }
}
