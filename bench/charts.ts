import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

/**
 * Draws what `bench/results/*.json` says as docs/charts/ratios.svg: one bar a figure, its goal as a line, on a
 * logarithmic scale. Colours follow the reader's light or dark theme. `node bench/charts.ts`
 */
const results = new URL('./results/', import.meta.url);
const charts = new URL('../docs/charts/', import.meta.url);

const figures = readdirSync(results)
  .filter((name) => name.endsWith('.json'))
  .sort()
  // `bench --json` wrote these files.
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, results), 'utf8')) as Figure[]);

const [line, left, wide] = [26, 250, 420] as const;
const goalOf = ({ goal }: Figure) => ('most' in goal ? goal.most : goal.least);
const values = figures.flatMap((figure) => [figure.ratio, goalOf(figure)]).filter((value) => value > 0);
const lowest = Math.log10(Math.min(0.1, ...values));
const highest = Math.log10(Math.max(10, ...values));
const placeOf = (value: number) =>
  left + ((Math.log10(Math.max(value, 10 ** lowest)) - lowest) / (highest - lowest)) * wide;
const round = (value: number) => Math.round(value * 10) / 10;
const toXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const bars = figures.map((figure, index) => {
  const top = 30 + index * line;
  const end = round(placeOf(figure.ratio));
  const goal = round(placeOf(goalOf(figure)));
  const bound = 'most' in figure.goal ? '≤' : '≥';
  return `<text x="${left - 8}" y="${top + 13}" text-anchor="end">${toXml(figure.id)}</text>
<rect class="${figure.met ? 'met' : 'missed'}" x="${left}" y="${top + 2}" width="${round(Math.max(1, end - left))}" height="15"><title>${toXml(figure.work)}</title></rect>
<line class="goal" x1="${goal}" x2="${goal}" y1="${top - 1}" y2="${top + 20}"/>
<text x="${left + wide + 12}" y="${top + 13}">${figure.ratio} (${bound} ${goalOf(figure)})</text>`;
});

const height = 40 + figures.length * line;
mkdirSync(charts, { recursive: true });
writeFileSync(
  new URL('ratios.svg', charts),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + wide + 150} ${height}" role="img" aria-label="Ratios and their goals">
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.met { fill: #2f7d4f } .missed { fill: #b4552d } .goal { stroke: #24292f; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #d7dde3 } .met { fill: #58b37e } .missed { fill: #e08a5f } .goal { stroke: #d7dde3 } }
</style>
<text x="${left}" y="18">ratio, logarithmic; the line is the goal</text>
${bars.join('\n')}
</svg>
`,
);
console.log(`${figures.length} figures drawn.`);
