import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ChartRange } from '../charts/chartLine.ts';
import { icon, type IconName } from '../components/icons.ts';
import type { ChartModel } from './chartModel.ts';
import type { View } from './view.ts';

/** What a chart's card needs of the page. */
export interface CardHost {
  readonly view: View;
  /** Ids of lines that are not drawn: the same set until another line is hidden. */
  readonly hidden: ReadonlySet<string>;
  readonly range: ChartRange | undefined;
  look(change: Partial<View>): void;
  zoom(range: ChartRange | undefined): void;
  save(type: 'csv' | 'png', charts: readonly ChartModel[]): void;
}

/** One chart with its title, its switches, and its table. */
export function chartCard(chart: ChartModel, host: CardHost): TemplateResult {
  const { view } = host;
  const { key, title, subtitle, lines, axis, unit } = chart;
  const isTable = view.tables.includes(key);
  const isLog = view.log.includes(key);
  return html`<figure class="card" data-chart=${title}>
    <figcaption class="card-head">
      <h3>${title}</h3>
      <span class="help">${subtitle}</span>
      <span class="card-acts">
        ${chart.group === 'algorithm' ? bestChoice(chart, host) : nothing}
        <button
          class="toggle"
          aria-pressed=${isLog}
          title="Logarithmic axis"
          @click=${() => host.look({ log: toggled(view.log, key) })}
        >
          log
        </button>
        ${action('table', isTable ? 'Hide the table' : 'Show the table', isTable, () =>
          host.look({ tables: toggled(view.tables, key) }),
        )}
        ${action('save', `Save ${title} as CSV`, undefined, () => host.save('csv', [chart]))}
        ${action('file-media', `Save ${title} as PNG`, undefined, () => host.save('png', [chart]))}
      </span>
    </figcaption>
    <line-chart
      heading=${title}
      .lines=${lines}
      .axis=${axis}
      .unit=${unit}
      .log=${isLog}
      .smoothing=${chart.group === 'invocations' ? 0 : view.smoothing}
      .range=${host.range}
      .hiddenLines=${host.hidden}
      .sync=${axis.kind}
      @zoom=${(event: CustomEvent<ChartRange | undefined>) => host.zoom(event.detail)}
      @hide=${(event: CustomEvent<string>) => host.look({ hidden: toggled(view.hidden, event.detail) })}
    ></line-chart>
    ${isTable ? html`<chart-table .lines=${lines} .axis=${axis} .label=${title}></chart-table>` : nothing}
  </figure>`;
}

function bestChoice({ key, title, direction }: ChartModel, host: CardHost): TemplateResult {
  const choices = { lowest: '↓ lowest', highest: '↑ highest', none: 'none' } as const;
  const now = direction ?? 'none';
  return html`<select
    class="select"
    aria-label="Best value of ${title}"
    title="Which value is marked as the best"
    @change=${({ target }: Event) =>
      host.look({
        best: { ...host.view.best, [key]: (target as HTMLSelectElement).value as keyof typeof choices },
      })}
  >
    ${Object.entries(choices).map(
      ([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`,
    )}
  </select>`;
}

/** A button that is an icon; what it does stands in its name. */
export function action(
  name: IconName,
  label: string,
  isPressed: boolean | undefined,
  act: () => void,
): TemplateResult {
  return html`<button
    class="action"
    title=${label}
    aria-label=${label}
    aria-pressed=${ifDefined(isPressed)}
    @click=${act}
  >
    ${icon(name)}
  </button>`;
}

function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
