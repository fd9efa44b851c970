import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CompareColumn, CompareGroup, ComparedJob } from '../../src/messages/compare.ts';
import { icon } from '../components/icons.ts';
import { jobColour } from './parallel.ts';
import { bestJobs, cellText, type Order } from './values.ts';

export interface TableState {
  readonly columns: readonly CompareColumn[];
  /** As they are sorted. */
  readonly jobs: readonly ComparedJob[];
  /** As they were chosen: it decides their colours. */
  readonly chosen: readonly ComparedJob[];
  readonly order: Order;
  readonly active: string | undefined;
  isWithin(job: ComparedJob): boolean;
  sort(column: string): void;
  activate(job: string | undefined): void;
  remove(job: string): void;
  openDetails(job: string): void;
}

const groups: Readonly<Record<CompareGroup, string>> = {
  job: 'Run',
  parameter: 'Parameters',
  metric: 'Metrics',
};

/** A row a job, a column a parameter or metric; the best value of each metric is marked. */
export function jobTable(state: TableState): TemplateResult {
  const best = new Map(state.columns.map((column) => [column.id, bestJobs(column, state.jobs)]));
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Jobs, scrolls sideways">
    <table aria-label="Compared training jobs">
      <thead>
        <tr class="groups">
          <td></td>
          ${groupCells(state.columns)}
          <td></td>
        </tr>
        <tr>
          ${head(state, 'name', 'Job', false)}
          ${state.columns.map(({ id, label, unit }) => head(state, id, label, unit !== 'text'))}
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          state.jobs,
          ({ name }) => name,
          (job) => row(job, state, best),
        )}
      </tbody>
    </table>
  </div>`;
}

function groupCells(columns: readonly CompareColumn[]): TemplateResult[] {
  return (['job', 'parameter', 'metric'] as const).flatMap((group) => {
    const count = columns.filter((column) => column.group === group).length;
    return count === 0 ? [] : [html`<th scope="colgroup" colspan=${count}>${groups[group]}</th>`];
  });
}

function head(state: TableState, id: string, label: string, isNumber: boolean): TemplateResult {
  const { order } = state;
  const isSorted = order.column === id;
  const sorted = isSorted ? (order.isDescending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort=${sorted} class=${isNumber ? 'number' : ''}>
    <button title="Sort by ${label}" @click=${() => state.sort(id)}>
      ${label}${isSorted ? icon(order.isDescending ? 'arrow-down' : 'arrow-up') : nothing}
    </button>
  </th>`;
}

function row(
  job: ComparedJob,
  state: TableState,
  best: ReadonlyMap<string, ReadonlySet<string>>,
): TemplateResult {
  const colour = jobColour(state.chosen.findIndex(({ name }) => name === job.name));
  const classes = `${state.active === job.name ? 'active' : ''} ${state.isWithin(job) ? '' : 'outside'}`;
  return html`<tr
    class=${classes}
    @pointerenter=${() => state.activate(job.name)}
    @pointerleave=${() => state.activate(undefined)}
    @focusin=${() => state.activate(job.name)}
    @focusout=${() => state.activate(undefined)}
  >
    <th scope="row">
      <span class="swatch" style=${colour} aria-hidden="true"></span>
      <button
        class="job-name"
        title="Open details of ${job.name}"
        @click=${() => state.openDetails(job.name)}
      >
        ${job.name}
      </button>
      <span class="status ${job.tone}">${job.problem === undefined ? job.status : 'Cannot be read'}</span>
      ${job.problem === undefined ? nothing : html`<span class="problem-text">${job.problem}</span>`}
    </th>
    ${state.columns.map((column) => cell(column, job, best.get(column.id)?.has(job.name) === true))}
    <td>
      <button
        class="remove"
        title="Take ${job.name} out of the comparison"
        @click=${() => state.remove(job.name)}
      >
        ${icon('close')}<span class="unseen">Remove ${job.name}</span>
      </button>
    </td>
  </tr>`;
}

function cell(column: CompareColumn, job: ComparedJob, isBest: boolean): TemplateResult {
  const text = cellText(column, job.values[column.id]);
  const classes = [
    column.unit === 'text' ? 'text' : 'number',
    isBest ? 'best' : '',
    text === '–' ? 'none' : '',
  ];
  return html`<td class=${classes.join(' ')} title=${isBest ? `${text}, the best` : text}>
    ${isBest ? html`${icon('check')}<span class="unseen">Best: </span>` : nothing}${text}
  </td>`;
}
