import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ComparedJob } from '../../src/messages/compare.ts';
import type { Axis, Brush } from './parallelLayout.ts';
import { colourVariable, dashOf } from '../charts/palette.ts';
import { cellText } from './values.ts';

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
}

/** In pixels. */
const size = { leastColumn: 92, height: 280, top: 64, bottom: 34, side: 64 } as const;
const inner = size.height - size.top - size.bottom;

/** Parallel coordinates: an axis a column, a line a job. What it shows stands in the table beneath, so it is hidden from readers. */
export function parallelChart(state: ParallelState): TemplateResult {
  const least = size.side * 2 + size.leastColumn * (state.axes.length - 1);
  const width = Math.max(state.width, least);
  return html`<div class="parallel-scroll">
    <svg class="parallel" aria-hidden="true" width=${width} height=${size.height}>
      ${state.jobs.map((job, index) => line(job, index, state))}
      ${state.axes.map((axis, index) => axisPart(axis, index, state))}
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

function axisPart(axis: Axis, index: number, state: ParallelState): TemplateResult {
  const { column, ticks } = axis;
  const at = x(index, state);
  const brush = state.brushes[column.id];
  const arrow = column.better === undefined ? '' : column.better === 'lowest' ? ' ↓' : ' ↑';
  return svg`<g class="axis">
    <text class="axis-name" x=${at} y=${index % 2 === 0 ? 14 : 32}>${cut(column.label, 24)}${arrow}<title>${column.label}</title></text>
    <line x1=${at} x2=${at} y1=${size.top} y2=${size.top + inner}></line>
    ${ticks.map((tick) => {
      const text = cellText(column, tick.value);
      const beside = ticks.length > 2;
      const place = beside ? y(tick.at) + 4 : tick.at === 1 ? size.top - 8 : size.top + inner + 18;
      return svg`<text class="tick ${beside ? 'beside' : ''}" x=${beside ? at + 6 : at} y=${place}
        >${cut(text, 14)}<title>${text}</title></text>`;
    })}
    ${
      brush
        ? svg`<rect class="brush" x=${at - 8} width="16" y=${y(brush[1])} height=${y(brush[0]) - y(brush[1])}></rect>`
        : nothing
    }
    <rect
      class="grip"
      x=${at - 12}
      width="24"
      y=${size.top}
      height=${inner}
      @pointerdown=${(event: PointerEvent) => startBrush(event, column.id, state)}
      @dblclick=${() => state.brush(column.id, undefined)}
    ><title>Drag to show only what lies within; double-click to show all</title></rect>
  </g>`;
}

/** Marks a stretch of an axis from where the pointer went down to where it is. */
function startBrush(event: PointerEvent, column: string, state: ParallelState): void {
  const grip = event.currentTarget as SVGRectElement;
  const from = placeOf(event, grip);
  grip.setPointerCapture(event.pointerId);
  const move = (moved: PointerEvent): void => {
    const to = placeOf(moved, grip);
    state.brush(column, Math.abs(to - from) < 0.02 ? undefined : [Math.min(from, to), Math.max(from, to)]);
  };
  grip.addEventListener('pointermove', move);
  grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), {
    once: true,
  });
}

function placeOf({ clientY }: PointerEvent, grip: Element): number {
  const { top, height } = grip.getBoundingClientRect();
  return Math.min(1, Math.max(0, 1 - (clientY - top) / height));
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
