import { significant } from '../numbers';
import { type GrowthPoint, totalSeconds } from './growthPoint';
import { type LogAxis, logAxis } from './logAxis';

const [width, height] = [920, 400];
const panel = { top: 50, height: 280, width: 360 };

interface Series {
  readonly title: string;
  readonly unit: string;
  readonly left: number;
  readonly points: readonly { readonly pairs: number; readonly value: number }[];
  /** A line to stay below. */
  readonly limit?: { readonly value: number; readonly text: string };
}

/** Megabytes of an instance, of which the app can't have all. */
const instanceMegabytes = 4096;

/** Time and memory by number of pairs, both axes logarithmic, as an SVG that reads in light and in dark. */
export function growthChart(points: readonly GrowthPoint[]): string {
  const measured = points.flatMap(({ pairs, answer }) => (answer === null ? [] : [{ pairs, answer }]));
  const time = measured.map(({ pairs, answer }) => ({ pairs, value: totalSeconds(answer) }));
  const memory = measured.map(({ pairs, answer }) => ({ pairs, value: answer.peakMegabytes }));
  const limit = { value: instanceMegabytes, text: 'one instance of 4 GB' };
  const panels = [
    chartPanel({ title: 'Training, seconds', unit: 's', left: 80, points: time }),
    chartPanel({ title: 'Peak memory, megabytes', unit: 'MB', left: 530, points: memory, limit }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${description(measured)}">
  <style>
    text { fill: #1f2328; }
    .ground { fill: #ffffff; }
    .axis { stroke: #57606a; }
    .grid { stroke: #d0d7de; }
    .note { fill: #57606a; }
    .title { font-weight: 600; }
    .line { fill: none; stroke: #0969da; stroke-width: 2; }
    .point { fill: #0969da; }
    .limit { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 6 4; }
    .limitText { fill: #cf222e; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .ground { fill: #0d1117; }
      .axis { stroke: #8d96a0; }
      .grid { stroke: #30363d; }
      .note { fill: #8d96a0; }
      .line { stroke: #4493f8; }
      .point { fill: #4493f8; }
      .limit { stroke: #f85149; }
      .limitText { fill: #f85149; }
    }
  </style>
  <rect class="ground" width="${width}" height="${height}" />
${panels.join('\n')}
</svg>
`;
}

function description(
  points: readonly { readonly pairs: number; readonly answer: NonNullable<GrowthPoint['answer']> }[],
) {
  const parts = points.map(
    ({ pairs, answer }) =>
      `${pairs.toLocaleString('en-US')} pairs take ${significant(totalSeconds(answer))} s and ${significant(answer.peakMegabytes)} MB`,
  );
  return `How training grows: ${parts.join('; ')}.`;
}

function chartPanel({ title, unit, left, points, limit }: Series): string {
  const values = points.map(({ value }) => value);
  const x = logAxis(
    points.map(({ pairs }) => pairs),
    left,
    left + panel.width,
  );
  const y = logAxis([...values, ...(limit ? [limit.value] : [])], panel.top + panel.height, panel.top);
  const at = points.map(({ pairs, value }) => [x.place(pairs), y.place(value)].map((place) => place.toFixed(1)));
  const marks = points.map(({ value }, i) => {
    const [px, py] = at[i]!;
    return (
      `  <circle class="point" cx="${px}" cy="${py}" r="4" />\n` +
      `  <text x="${px}" y="${Number(py) - 10}" text-anchor="${anchor(i, points.length)}">${significant(value)} ${unit}</text>`
    );
  });
  return [
    `  <text class="title" x="${left}" y="${panel.top - 22}">${title}</text>`,
    gridOf(x, y, left),
    limit ? limitLine(limit, y, left) : '',
    `  <polyline class="line" points="${at.map((place) => place.join(',')).join(' ')}" />`,
    ...marks,
    `  <text class="note" x="${left + panel.width / 2}" y="${panel.top + panel.height + 44}" text-anchor="middle">pairs of user and share</text>`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The last label stands to the left of its point, so that it stays in the panel. */
function anchor(place: number, count: number): string {
  return place === count - 1 ? 'end' : place === 0 ? 'start' : 'middle';
}

function gridOf(x: LogAxis, y: LogAxis, left: number): string {
  const bottom = panel.top + panel.height;
  const right = left + panel.width;
  return [
    ...y.powers.map((power) => {
      const at = y.place(power).toFixed(1);
      return (
        `  <line class="grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}" />\n` +
        `  <text class="note" x="${left - 8}" y="${Number(at) + 4}" text-anchor="end">${power.toLocaleString('en-US')}</text>`
      );
    }),
    ...x.powers.map((power) => {
      const at = x.place(power).toFixed(1);
      return (
        `  <line class="grid" x1="${at}" x2="${at}" y1="${panel.top}" y2="${bottom}" />\n` +
        `  <text class="note" x="${at}" y="${bottom + 20}" text-anchor="middle">10<tspan dy="-5" font-size="10">${Math.log10(power)}</tspan></text>`
      );
    }),
    `  <path class="axis" fill="none" d="M${left} ${panel.top} V${bottom} H${right}" />`,
  ].join('\n');
}

function limitLine(
  { value, text }: { readonly value: number; readonly text: string },
  y: LogAxis,
  left: number,
): string {
  const at = y.place(value).toFixed(1);
  return (
    `  <line class="limit" x1="${left}" x2="${left + panel.width}" y1="${at}" y2="${at}" />\n` +
    `  <text class="limitText" x="${left + 6}" y="${Number(at) - 6}">${text}</text>`
  );
}
