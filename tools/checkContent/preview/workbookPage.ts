import { escaped } from '../../evaluate/charts/markup';
import type { WorkbookQuery } from '../content/workbookFile';
import type { QueryResult } from '../engine/kqlEngine';
import { drawColumns } from './drawColumns';
import { drawGraph } from './drawGraph';
import { drawGrid } from './drawGrid';
import { drawShares } from './drawShares';
import { drawTiles } from './drawTiles';

export interface ShownItem {
  readonly item: WorkbookQuery;
  readonly result: QueryResult;
}

const style = `
body{margin:0;padding:16px;width:1400px;font:13px "DejaVu Sans",system-ui,sans-serif;color:#222;background:#fff}
main{display:flex;flex-wrap:wrap;gap:16px}
section{box-sizing:border-box;flex-grow:1}
h2{font-size:15px;margin:0 0 8px}
table{border-collapse:collapse;width:100%;font-size:12px}.long{min-width:380px}
th,td{border-bottom:1px solid #e3e3e3;padding:3px 6px;text-align:left;vertical-align:top}td:not(.long),th{white-space:nowrap}
th{font-weight:600;background:#f6f6f6}
.bar{position:relative}.bar i{position:absolute;left:0;top:3px;bottom:3px;opacity:.35}.bar b{position:relative;font-weight:400}
.tiles{display:flex;gap:12px}.tile{border:1px solid #ddd;padding:8px 16px;flex:1}.tile b{display:block;font-size:26px;font-weight:400}
.keys{display:flex;flex-wrap:wrap;gap:4px 14px}.keys i{display:inline-block;width:11px;height:11px;margin-right:5px}
.grid{stroke:#e3e3e3}svg{width:100%;display:block}svg text{font-size:12px;fill:#333}.link{fill:none;stroke-width:1.6;opacity:.85}
.more,footer{color:#666;margin:4px 0}
`;

/** A page of items of a workbook, with what their queries gave; the drawing is ours, the portal draws otherwise. */
export function workbookPage(title: string, items: readonly ShownItem[], source: string): string {
  const sections = items.map(({ item, result }) => {
    const width = (item.width ?? 100) - (item.width === undefined ? 0 : 1.5);
    return `<section style="width:${width}%"><h2>${escaped(item.title)}</h2>${drawn({ item, result })}</section>`;
  });
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body><main>${sections.join('\n')}</main><footer>${escaped(source)}</footer>`,
    '<script>document.title += " (" + document.documentElement.scrollHeight + " px)"</script></body></html>\n',
  ].join('\n');
}

function drawn({ item, result }: ShownItem): string {
  if (result.rows.length === 0) return `<p class="more">${escaped(item.noDataMessage ?? 'No results.')}</p>`;
  switch (item.visualization) {
    case 'tiles':
      return drawTiles(item, result);
    case 'barchart':
      return drawColumns(item, result);
    case 'piechart':
      return drawShares(result);
    case 'graph':
      return drawGraph(item, result);
    default:
      return drawGrid(item, result);
  }
}
