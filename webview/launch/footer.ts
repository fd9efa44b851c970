import { html, nothing, type TemplateResult } from 'lit';
import type { CopyForm, LaunchPage } from '../../src/messages/launch.ts';
import type { Problem } from '../../src/messages/launchProblem.ts';
import { icon } from '../components/icons.ts';
import type { MenuItem } from '../components/menuButton.ts';
import type { Form } from './form.ts';
import { iconButton } from './inputs.ts';
import { count } from './count.ts';

/** Which of the footer's two folded parts is seen. */
export type FooterPart = 'problems' | 'request';

export interface FooterState {
  readonly shown: FooterPart | undefined;
  readonly show: (part: FooterPart | undefined) => void;
  readonly launch: () => void;
  readonly tryHere: (minutes: number) => void;
}

/** What it costs, what exactly is sent, what is wrong, and the acts. Always in sight. */
export function footer(form: Form, state: FooterState): TemplateResult {
  const { page } = form;
  return html`<footer>
    ${state.shown === 'request' ? requestText(form) : nothing}
    ${state.shown === 'problems' && page.problems.length > 0 ? problems(form, state) : nothing}
    ${page.busy ? busy(form) : acts(form, state)}
  </footer>`;
}

function acts(form: Form, state: FooterState): TemplateResult {
  const { page, view } = form;
  const bar = barOf(page);
  return html`<div class="bar">
    <div class="summary">
      <span class="cost" title="Estimated cost">${page.cost}</span>
      ${disclosure('Request', 'request', state)}
      ${page.problems.length === 0 ? nothing : problemsToggle(page.problems, state)}
    </div>
    <div class="acts">
      <menu-button label="Copy as…" .items=${copyItems(form)}></menu-button>
      <vscode-button appearance="secondary" @click=${() => void form.ask('saveTask', undefined)}
        >Save as task…</vscode-button
      >
      ${
        page.canDebugHere
          ? html`<vscode-button
              appearance="secondary"
              title="Runs on this machine under the debugger; breakpoints work"
              @click=${() => void form.ask('debugHere', undefined)}
              >Debug here</vscode-button
            >`
          : nothing
      }
      <menu-button
        main="Try here first"
        label="For how long to try here"
        title="Runs the same launch on this machine for ${view.tryMinutes} min"
        .items=${tryItems(form, state)}
        @main=${() => state.tryHere(view.tryMinutes)}
      ></menu-button>
      <vscode-button id="launch" ?disabled=${bar !== undefined} title=${bar ?? nothing} @click=${state.launch}
        >Launch</vscode-button
      >
    </div>
  </div>`;
}

/** What keeps it from being launched. */
function barOf({ problems, wait }: LaunchPage): string | undefined {
  if (problems.some(({ severity }) => severity === 'error')) return 'Mend the problems first';
  return wait?.kind === 'connecting' ? wait.step : undefined;
}

const copyForms: readonly (readonly [CopyForm, string])[] = [
  ['json', 'JSON'],
  ['cli', 'AWS CLI'],
  ['boto3', 'boto3'],
  ['sagemaker-sdk', 'SageMaker Python SDK'],
];

function copyItems(form: Form): readonly MenuItem[] {
  return copyForms.map(([value, label]) => ({ label, run: () => void form.ask('copyAs', value) }));
}

function tryItems(form: Form, state: FooterState): readonly MenuItem[] {
  return [1, 5, 15, 60].map((minutes) => ({
    label: `Try here for ${count(minutes, 'minute')}`,
    run: () => {
      form.look({ tryMinutes: minutes });
      state.tryHere(minutes);
    },
  }));
}

function disclosure(
  label: string | TemplateResult,
  part: FooterPart,
  { shown, show }: FooterState,
): TemplateResult {
  const isShown = shown === part;
  return html`<button
    class="disclosure"
    aria-expanded=${isShown}
    @click=${() => show(isShown ? undefined : part)}
  >
    ${label}${icon(isShown ? 'chevron-down' : 'chevron-up')}
  </button>`;
}

function problemsToggle(found: readonly Problem[], state: FooterState): TemplateResult {
  const errors = found.filter(({ severity }) => severity === 'error').length;
  const warnings = found.length - errors;
  const words = [
    ...(errors === 0 ? [] : [count(errors, 'problem')]),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
  ].join(', ');
  return disclosure(
    html`<span class="problem ${errors > 0 ? 'error' : 'warning'}"
        >${icon(errors > 0 ? 'error' : 'warning')}</span
      >${words}`,
    'problems',
    state,
  );
}

function problems(form: Form, { show }: FooterState): TemplateResult {
  return html`<ul class="drawer" aria-label="Problems">
    ${form.page.problems.map(
      (problem) =>
        html`<li>
          <button
            class="problem ${problem.severity}"
            @click=${() => {
              show(undefined);
              form.goTo(problem);
            }}
          >
            ${icon(problem.severity)}<span>${problemPlace(problem)}${problem.message}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

function problemPlace({ field, path }: Problem): TemplateResult {
  const place =
    field === 'request' || field === 'hyperparameter' || field === 'channel' ? path.join('.') : '';
  return place === '' ? html`` : html`<code>${place}</code> `;
}

function requestText(form: Form): TemplateResult {
  return html`<div class="drawer request" role="group" aria-label="Request">
    <div class="drawer-head">
      <span class="help"
        >CreateTrainingJob,
        ${form.page.wait ? 'without what only the connection tells' : 'exactly as it will be sent'}</span
      >
      ${iconButton('copy', 'Copy the request as JSON', () => void form.ask('copyAs', 'json'))}
    </div>
    <pre tabindex="0" aria-label="Request as JSON">${form.page.requestText}</pre>
  </div>`;
}

function busy(form: Form): TemplateResult {
  const { title = '', step = '' } = form.page.busy ?? {};
  return html`<div class="bar busy">
    <div class="summary">
      <vscode-progress-ring aria-label=${title}></vscode-progress-ring>
      <span><strong>${title}</strong> <span class="help">${step}</span></span>
    </div>
    <div class="acts">
      <vscode-button id="cancel" appearance="secondary" @click=${() => void form.ask('cancel', undefined)}
        >Cancel</vscode-button
      >
    </div>
  </div>`;
}
