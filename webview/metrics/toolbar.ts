import { html, nothing, type TemplateResult } from 'lit';
import type { SubjectName } from '../../src/messages/metrics.ts';
import { icon } from '../components/icons.ts';
import type { View } from './view.ts';

export interface ToolbarHost {
  readonly view: View;
  readonly kind: SubjectName['kind'];
  readonly isZoomed: boolean;
  readonly hasCharts: boolean;
  look(change: Partial<View>): void;
  readonly resetZoom: () => void;
  readonly add: () => void;
  readonly refresh: () => void;
  saveAll(type: 'csv' | 'png'): void;
}

const axes = [
  ['step', 'Step or epoch'],
  ['elapsed', 'Time since the start'],
  ['clock', 'Clock time'],
] as const;

/** How all charts are looked at, and what is done with all of them. */
export function toolbar(host: ToolbarHost): TemplateResult {
  const { view } = host;
  const isJob = host.kind === 'trainingJob';
  return html`<div class="toolbar line" role="toolbar" aria-label="Charts">
    ${
      isJob
        ? html`<label class="line"
              >X axis
              <select
                class="select"
                @change=${({ target }: Event) =>
                  host.look({ x: (target as HTMLSelectElement).value as View['x'] })}
              >
                ${axes.map(
                  ([value, text]) =>
                    html`<option value=${value} ?selected=${value === view.x}>${text}</option>`,
                )}
              </select></label
            >
            <label class="line"
              >Smoothing
              <input
                type="range"
                min="0"
                max="0.99"
                step="0.01"
                .value=${String(view.smoothing)}
                @input=${({ target }: Event) =>
                  host.look({ smoothing: Number((target as HTMLInputElement).value) })}
              />
              <output>${view.smoothing.toFixed(2)}</output></label
            >`
        : nothing
    }
    <input
      class="input filter"
      type="search"
      aria-label="Filter charts"
      placeholder="Filter charts"
      .value=${view.filter}
      @input=${({ target }: Event) => host.look({ filter: (target as HTMLInputElement).value })}
    />
    <span class="toolbar-acts line">
      ${host.isZoomed ? textButton('Reset zoom', host.resetZoom) : nothing}
      <vscode-button appearance="secondary" @click=${host.add}
        >${icon('add', 'start')}${isJob ? 'Add jobs…' : 'Add endpoints…'}</vscode-button
      >
      ${
        host.hasCharts
          ? html`${textButton('Save all as CSV…', () => host.saveAll('csv'))}
            ${textButton('Save all as PNG…', () => host.saveAll('png'))}`
          : nothing
      }
      <vscode-button appearance="icon" aria-label="Ask again" title="Ask again" @click=${host.refresh}
        >${icon('refresh')}</vscode-button
      >
    </span>
  </div>`;
}

function textButton(label: string, act: () => void): TemplateResult {
  return html`<vscode-button appearance="secondary" @click=${act}>${label}</vscode-button>`;
}
