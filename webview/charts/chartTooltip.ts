import { html, nothing, type TemplateResult } from 'lit';
import { nearestIndex, type SmoothedLine } from './chartData.ts';
import type { ChartAxis } from './chartLine.ts';
import { axisText, shortNumber, valueText } from './numbers.ts';
import { swatch } from './swatch.ts';

const mostRows = 12;

export interface TooltipPart {
  readonly lines: readonly SmoothedLine[];
  readonly axis: ChartAxis;
  readonly unit: string;
  readonly isSmoothed: boolean;
  /** Where the cursor is. */
  readonly x: number;
  /** As CSS: where it stands in the chart. */
  readonly place: string;
}

/** What the lines of a chart are where the cursor is. */
export function chartTooltip(part: TooltipPart): TemplateResult | typeof nothing {
  const { lines, axis, unit, isSmoothed, x, place } = part;
  const rows = lines.flatMap((line) => {
    const index = nearestIndex(line.xs, x);
    return index === undefined ? [] : [{ line, index }];
  });
  const [first] = rows;
  if (!first) return nothing;
  return html`<div class="tooltip" style=${place}>
    <div class="tooltip-rows">
      <span class="tooltip-x">${axis.label} ${axisText(axis, first.line.xs[first.index] ?? x)}</span>
      <span class="help"></span><span class="help">${isSmoothed ? 'smoothed' : nothing}</span>
      ${rows
        .slice(0, mostRows)
        .map(
          ({ line, index }) =>
            html`${swatch(line.colour, line.dash)}<span class="tooltip-label">${line.label}</span
              ><b>${valueText(line.ys[index] ?? NaN, unit)}</b
              ><span class="help">${isSmoothed ? shortNumber(line.smoothed[index] ?? NaN) : nothing}</span>`,
        )}
    </div>
    ${rows.length > mostRows ? html`<div class="help">and ${rows.length - mostRows} more</div>` : nothing}
  </div>`;
}
