import { html, svg, type TemplateResult } from 'lit';
import type { ComparedJob } from '../../src/messages/compare.ts';
import { parallelAxis } from './parallelAxis.ts';
import type { Axis, Brush } from './parallelLayout.ts';
import { colourVariable, dashOf } from '../charts/palette.ts';

export interface ParallelState {
  /** The pixels that there are across. */
  readonly width: number;
  readonly jobs: readonly ComparedJob[];
  readonly axes: readonly Axis[];
  /** The job under the pointer or with the focus, in the table or here. */
  readonly active: string | undefined;
  readonly brushes: Readonly<Record<string, Brush | undefined>>;
  /** Whether the job lies within all that is marked. */
  readonly isWithin: (job: ComparedJob) => boolean;
  readonly activate: (job: string | undefined) => void;
  readonly brush: (column: string, brush: Brush | undefined) => void;
  /** The axis that Tab leads to; another one has the focus with the arrow keys. */
  readonly tabAxis: string | undefined;
  readonly focusAxis: (column: string) => void;
}

/** In pixels. */
const size = { leastColumn: 92, height: 280, top: 64, bottom: 34, side: 64 } as const;
const inner = size.height - size.top - size.bottom;

/**
 * Parallel coordinates: an axis a column, a line a job. What it shows stands in the table beneath, so that readers find here
 * only what can be done: an axis tells and takes what is marked on it.
 */
export function parallelChart(state: ParallelState): TemplateResult {
  const least = size.side * 2 + size.leastColumn * (state.axes.length - 1);
  const width = Math.max(state.width, least);
  return html`<div class="parallel-scroll">
    <svg
      class="parallel"
      role="group"
      aria-label="What is shown, by axis"
      width=${width}
      height=${size.height}
    >
      <g aria-hidden="true">${state.jobs.map((job, index) => line(job, index, state))}</g>
      ${state.axes.map((axis, index) =>
        parallelAxis(axis, { ...state, index, x: x(index, state), top: size.top, inner }),
      )}
    </svg>
  </div>`;
}

/** Where an axis stands. */
function x(index: number, { width, axes }: ParallelState): number {
  const column = Math.max(size.leastColumn, (width - size.side * 2) / (axes.length - 1));
  return size.side + index * column;
}

const y = (at: number): number => size.top + (1 - at) * inner;

/** The colour of a job, by its place among those that were chosen. */
export function jobColour(index: number): string {
  return `--job: var(${colourVariable(index)}, var(--vscode-charts-foreground))`;
}

/** A job's line; it has a gap where the job has no value. */
function line(job: ComparedJob, index: number, state: ParallelState): TemplateResult {
  const points = state.axes.map(({ column, position }, axis) => {
    const at = position(job.values[column.id]);
    return at === undefined ? undefined : `${x(axis, state)} ${y(at)}`;
  });
  const path = points
    .map((point, i) => (point === undefined ? '' : `${points[i - 1] === undefined ? 'M' : 'L'}${point}`))
    .join('');
  const tone = state.active === job.name ? 'active' : state.isWithin(job) ? '' : 'outside';
  return svg`<path
    class="job-line ${tone}"
    style=${jobColour(index)}
    stroke-dasharray=${dashOf(index).join(' ')}
    d=${path}
    @pointerenter=${() => state.activate(job.name)}
    @pointerleave=${() => state.activate(undefined)}
  ><title>${job.name}</title></path>
  ${points.flatMap((point) => (point === undefined ? [] : [dot(point, tone, index)]))}`;
}

/** Also what a job with a single value is seen by. */
function dot(point: string, tone: string, index: number): TemplateResult {
  const [cx, cy] = point.split(' ');
  return svg`<circle class="job-dot ${tone}" style=${jobColour(index)} cx=${cx} cy=${cy} r="2.5"></circle>`;
}
