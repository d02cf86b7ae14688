import { checkContent } from '../../checkContent/checkContent';
import { ContentFolder } from '../../checkContent/content/contentFolder';
import { problemText } from '../problem';
import type { Section } from '../section';

/** Rules, hunting queries, functions, workbooks and alert queries: do they bind, and keep the limits? */
export function contentSection(root: string): Section {
  const { counts, problems } = checkContent(new ContentFolder(root));
  return {
    title: 'content',
    counts,
    notes: ["queries parsed and bound by Microsoft's Kusto language service against the documented tables"],
    problems: problems.map(problemText),
  };
}
