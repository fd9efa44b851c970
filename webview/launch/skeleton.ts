import { html, type TemplateResult } from 'lit';

/** Before the first page has come. */
export function skeleton(): TemplateResult {
  return html`<main aria-busy="true">
    <h1>Train on SageMaker</h1>
    <p class="help" role="status">Reading the script and the workspace's last launch…</p>
    <div class="bones" aria-hidden="true">
      ${[30, 70, 55, 80, 40, 65].map((width) => html`<div class="bone" style="width: ${width}%"></div>`)}
    </div>
  </main>`;
}
