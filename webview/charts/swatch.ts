import { svg, type TemplateResult } from 'lit';
import { html } from 'lit';
import { colourVariable, dashOf } from './palette.ts';

/** A piece of a line as the chart draws it. */
export function swatch(colour: number, dash: number): TemplateResult {
  const style = `stroke: var(${colourVariable(colour)})`;
  const line = svg`<line x1="1" y1="6" x2="27" y2="6" style=${style} stroke-width="2.5" stroke-dasharray=${dashOf(dash).join(' ')}></line>`;
  return html`<svg class="swatch" width="28" height="12" aria-hidden="true">${line}</svg>`;
}
