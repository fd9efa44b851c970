import { nothing, svg, type TemplateResult } from 'lit';
import { brushKey, markedValues, movedBrush } from './brushKeys.ts';
import type { ParallelState } from './parallel.ts';
import type { Axis } from './parallelLayout.ts';
import { cellText } from './values.ts';

export interface AxisPart extends ParallelState {
  readonly index: number;
  /** Where it stands, in pixels. */
  readonly x: number;
  readonly top: number;
  /** Its length. */
  readonly inner: number;
}

/** One axis: its name, its marks, what is marked on it, and what takes the pointer and the keys. */
export function parallelAxis(axis: Axis, part: AxisPart): TemplateResult {
  const { column, ticks } = axis;
  const { index, x: at, top, inner, jobs, axes } = part;
  const brush = part.brushes[column.id];
  const y = (place: number): number => top + (1 - place) * inner;
  const marked = markedValues(axis, jobs, brush);
  const values = marked && [marked.from, marked.to].map((value) => cellText(column, value)).join(' to ');
  const tabAxis = axes.some((one) => one.column.id === part.tabAxis) ? part.tabAxis : axes[0]?.column.id;
  const arrow = column.better === undefined ? '' : column.better === 'lowest' ? ' ↓' : ' ↑';
  return svg`<g class="axis">
    <g aria-hidden="true">
    <text class="axis-name" x=${at} y=${index % 2 === 0 ? 14 : 32}>${cut(column.label, 24)}${arrow}<title>${column.label}</title></text>
    <line x1=${at} x2=${at} y1=${top} y2=${top + inner}></line>
    ${ticks.map((tick) => {
      const text = cellText(column, tick.value);
      const beside = ticks.length > 2;
      const place = beside ? y(tick.at) + 4 : tick.at === 1 ? top - 8 : top + inner + 18;
      return svg`<text class="tick ${beside ? 'beside' : ''}" x=${beside ? at + 6 : at} y=${place}
        >${cut(text, 14)}<title>${text}</title></text>`;
    })}
    ${brush ? mark(at, y(brush[1]), y(brush[0])) : nothing}
    </g>
    <rect
      class="grip"
      x=${at - 12}
      width="24"
      y=${top}
      height=${inner}
      role="slider"
      tabindex=${column.id === tabAxis ? 0 : -1}
      aria-orientation="vertical"
      aria-label=${column.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round((brush?.[1] ?? 1) * 100)}
      aria-valuetext=${values === undefined ? 'no job' : brush ? values : `all, ${values}`}
      @focus=${() => part.focusAxis(column.id)}
      @keydown=${(event: KeyboardEvent) => pressed(event, axis, part)}
      @pointerdown=${(event: PointerEvent) => startBrush(event, column.id, part)}
      @dblclick=${() => part.brush(column.id, undefined)}
    ><title>Drag to show only what lies within; double-click to show all</title></rect>
  </g>`;
}

/** What is marked is seen, too, when it is a single place. */
function mark(x: number, top: number, bottom: number): TemplateResult {
  const height = Math.max(6, bottom - top);
  return svg`<rect class="brush" x=${x - 8} width="16" y=${(top + bottom - height) / 2} height=${height}></rect>`;
}

/** Up and down move the upper end, with Shift the lower one; left and right lead to the other axes. */
function pressed(event: KeyboardEvent, axis: Axis, part: AxisPart): void {
  const { key } = event;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const grips = (event.currentTarget as Element).closest('svg')?.querySelectorAll<SVGElement>('.grip');
    grips?.[part.index + (key === 'ArrowLeft' ? -1 : 1)]?.focus();
  } else {
    const step = brushKey(event);
    if (step === undefined) return;
    const { id } = axis.column;
    part.brush(id, step === 'all' ? undefined : movedBrush(axis, part.jobs, part.brushes[id], step));
  }
  event.preventDefault();
}

/** Marks a stretch of an axis from where the pointer went down to where it is. */
function startBrush(event: PointerEvent, column: string, part: AxisPart): void {
  const grip = event.currentTarget as SVGRectElement;
  const from = placeOf(event, grip);
  grip.setPointerCapture(event.pointerId);
  const move = (moved: PointerEvent): void => {
    const to = placeOf(moved, grip);
    part.brush(column, Math.abs(to - from) < 0.02 ? undefined : [Math.min(from, to), Math.max(from, to)]);
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
