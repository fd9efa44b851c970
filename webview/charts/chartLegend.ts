import { html, nothing, type TemplateResult } from 'lit';
import { nearestIndex } from './chartData.ts';
import type { ChartAxis, ChartLine } from './chartLine.ts';
import { valueText } from './numbers.ts';
import { bestText } from './summary.ts';
import { swatch } from './swatch.ts';

export interface LegendPart {
  readonly lines: readonly ChartLine[];
  readonly axis: ChartAxis;
  readonly unit: string;
  /** Ids of lines that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** Where the cursor is; undefined for the last values. */
  readonly x: number | undefined;
  readonly toggle: (id: string) => void;
}

/** The lines of a chart with their values at the cursor; each can be hidden. */
export function chartLegend(part: LegendPart): TemplateResult {
  return html`<ul class="legend">
    ${part.lines.map((line) => legendLine(line, part))}
  </ul>`;
}

function legendLine(line: ChartLine, { axis, unit, hidden, x, toggle }: LegendPart): TemplateResult {
  const { id, label, colour, dash, xs, ys, best, note } = line;
  const isHidden = hidden.has(id);
  const index = x === undefined ? xs.length - 1 : nearestIndex(xs, x);
  const value = index === undefined ? undefined : ys[index];
  return html`<li>
    <button
      class="legend-line"
      aria-pressed=${!isHidden}
      title=${isHidden ? 'Show this line' : 'Hide this line'}
      @click=${() => toggle(id)}
    >
      ${swatch(colour, dash)}<span class="legend-label">${label}</span>
    </button>
    <span class="legend-value">${value === undefined ? '' : valueText(value, unit)}</span>
    ${best && !isHidden ? html`<span class="legend-best">${bestText(axis, xs, ys, best)}</span>` : nothing}
    ${note === undefined ? nothing : html`<span class="help">${note}</span>`}
  </li>`;
}
