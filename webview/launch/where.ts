import { html, nothing, type TemplateResult } from 'lit';
import { formatBytes } from '../../src/analysis/text/bytes.ts';
import type { LaunchPage } from '../../src/messages/launch.ts';
import type { BundleView } from '../../src/messages/launchInputs.ts';
import { icon } from '../components/icons.ts';
import { folded } from './folded.ts';
import type { Form } from './form.ts';
import { comboInput, fieldRow, problemList } from './inputs.ts';
import { count } from './count.ts';

/** Where it will run, what, and from which folder. */
export function wherePart(form: Form): TemplateResult {
  const { page } = form;
  return html`<section aria-labelledby="where-title">
    <h2 id="where-title">Script</h2>
    <div class="field" data-field="page">
      <span class="label">Where</span>
      <div class="control">
        <div class="line">
          <span class="fact"
            >${page.connection.label}${
              page.connection.billed
                ? html` <vscode-badge title="AWS bills what runs here">AWS</vscode-badge>`
                : nothing
            }${waitPart(page)}</span
          >
          <vscode-button appearance="secondary" @click=${() => void form.ask('switchConnection', undefined)}
            >Change…</vscode-button
          >
        </div>
        ${problemList({ key: 'page', problems: form.problemsAt('page', []) })}
        ${page.wait?.kind === 'failed' ? mendPart(form) : nothing}
      </div>
    </div>
    ${scriptField(form)} ${sourceField(form)} ${notes(form)}
  </section>`;
}

/** What is done to get a connection: beside it, so that nothing moves when it is there. */
function waitPart({ wait }: LaunchPage): TemplateResult | typeof nothing {
  if (wait?.kind !== 'connecting') return nothing;
  return html`<span class="help waits" role="status"
    ><vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${wait.step} What it tells comes
    then.</span
  >`;
}

/** What may help where there is none. */
function mendPart(form: Form): TemplateResult {
  const button = (how: 'again' | 'settings' | 'log', label: string) =>
    html`<vscode-button appearance="secondary" @click=${() => void form.ask('mendConnection', how)}
      >${label}</vscode-button
    >`;
  return html`<div class="line mend">
    ${button('again', 'Try again')}${button('settings', 'Open settings')}${button('log', 'Show log')}
  </div>`;
}

function scriptField(form: Form): TemplateResult {
  const { page } = form;
  const field = {
    key: 'script',
    label: 'Script',
    value: page.script,
    problems: form.problemsAt('script', []),
    placeholder: 'train.py, train.sh or train.ipynb in the source folder',
  };
  const control = comboInput(form, field, page.scripts, (value) => ({ type: 'script', value }));
  return fieldRow(
    field,
    html`<div class="line">
      ${control}<vscode-button appearance="secondary" @click=${() => void form.ask('openScript', undefined)}
        >${page.notebook ? 'Show what is sent' : 'Open'}</vscode-button
      >
    </div>`,
  );
}

function sourceField(form: Form): TemplateResult {
  const { folder, largest, leftOut } = form.page.bundle;
  return html`<div class="field" data-field="bundle">
    <span class="label" id="source-label">Source folder</span>
    <div class="control">
      <div class="line">
        <span class="fact path" title=${folder}
          >${folder === '' ? 'None: the image brings its own' : folder}</span
        >
        <vscode-button
          appearance="secondary"
          aria-label="Choose the source folder"
          @click=${() => void form.ask('chooseSourceFolder', undefined)}
          >Browse…</vscode-button
        >
      </div>
      ${folder === '' ? nothing : html`<div class="help">${sizeOf(form.page.bundle)}</div>`}
      ${problemList({ key: 'bundle', problems: form.problemsAt('bundle', []) })}
      ${
        largest.length === 0
          ? nothing
          : folded(
              form,
              'Largest files',
              () =>
                html`<ol class="facts">
                  ${largest.map((one) => html`<li><span>${one.path}</span><span>${formatBytes(one.bytes)}</span></li>`)}
                </ol>`,
            )
      }
      ${
        leftOut.length === 0
          ? nothing
          : folded(
              form,
              'Left out',
              () =>
                html`<ul class="facts">
                  ${leftOut.map((one) => html`<li><span>${one}</span></li>`)}
                </ul>`,
              count(leftOut.length, 'entry', 'entries'),
            )
      }
    </div>
  </div>`;
}

function sizeOf({ files, bytes, counting, more }: BundleView): string {
  if (files === undefined || bytes === undefined) return 'Counting files…';
  const size = `${count(files, 'file')}, ${formatBytes(bytes)}`;
  if (more) return `More than ${size}.`;
  return counting ? `${size} so far, counting…` : `Sends ${size} before packing.`;
}

function notes(form: Form): TemplateResult {
  const { notebook, hints } = form.page;
  const commented = notebook?.leftOut ?? [];
  return html`${
    commented.length === 0
      ? nothing
      : folded(
          form,
          'Commented out of the notebook',
          () =>
            html`<ul class="facts code">
              ${commented.map((one) => html`<li><span>${one}</span></li>`)}
            </ul>`,
          count(commented.length, 'line'),
        )
  }
  ${hints.map((hint) => html`<div class="hint">${icon('lightbulb')}<span>${hint}</span></div>`)}`;
}
