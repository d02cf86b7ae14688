import type { Problem } from '../problem';
import type { TemplateScope } from '../semantics/templateScope';
import { assign } from '../types/assign';
import { jsonType } from '../types/jsonType';
import { suggestion } from '../types/suggestion';
import type { Type } from '../types/type';

const placeholder = /^\$\{([A-Za-z_]\w*)(?:=(.*))?\}$/s;

/**
 * Checks a file of parameters in JSON against its template: each is a parameter of it, and its value fits. Values that
 * azd fills in from its environment, `${NAME}` or `${NAME=default}`, are known by their defaults only.
 */
export function checkParameterFile(
  text: string,
  file: string,
  template: TemplateScope,
): { readonly parameters: number; readonly problems: Problem[] } {
  let parameters: unknown;
  try {
    parameters = (JSON.parse(text) as { readonly parameters?: unknown }).parameters;
  } catch (error) {
    return {
      parameters: 0,
      problems: [{ at: { file, line: 1, column: 1 }, message: `is no JSON: ${(error as Error).message}` }],
    };
  }
  if (typeof parameters !== 'object' || parameters === null)
    return { parameters: 0, problems: [{ at: { file, line: 1, column: 1 }, message: 'has no object "parameters"' }] };
  const problems: Problem[] = [];
  for (const [name, entry] of Object.entries(parameters)) {
    const at = { file, line: lineOf(text, name), column: 1 };
    const taken = template.parameters.get(name);
    const report = (message: string) => problems.push({ at, message: `${name}: ${message}` });
    if (taken === undefined)
      report(`${template.template.file} has no such parameter${suggestion(name, template.parameters.keys())}`);
    else if (!isEntry(entry)) report('is written { "value": … } or { "reference": … }');
    else if (entry.value !== undefined)
      for (const message of assign(valueType(entry.value, taken.type), taken.type).wrong) report(message);
  }
  return { parameters: Object.keys(parameters).length, problems };
}

function isEntry(entry: unknown): entry is { readonly value?: unknown } {
  return typeof entry === 'object' && entry !== null && ('value' in entry || 'reference' in entry);
}

/** azd makes a string into what the parameter takes: `"${X=false}"` is a boolean where one is taken. */
function valueType(value: unknown, taken: Type): Type {
  const found = typeof value === 'string' ? placeholder.exec(value) : null;
  if (found === null) return typeof value === 'string' && value.includes('${') ? { kind: 'any' } : jsonType(value);
  const [, , fallback] = found;
  if (fallback === undefined) return { kind: 'any' };
  if (taken.kind === 'boolean' && /^(true|false)$/i.test(fallback))
    return { kind: 'boolean', value: /^true$/i.test(fallback) };
  if (taken.kind === 'integer' && /^-?\d+$/.test(fallback)) return { kind: 'integer', value: Number(fallback) };
  return taken.kind === 'object' || taken.kind === 'array' ? { kind: 'any' } : { kind: 'string', value: fallback };
}

function lineOf(text: string, name: string): number {
  const lines = text.split('\n');
  return (
    Math.max(
      0,
      lines.findIndex((line) => line.includes(`"${name}"`)),
    ) + 1
  );
}
