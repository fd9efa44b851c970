import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LaunchEdit } from '../../src/messages/launch.ts';
import type { Problem } from '../../src/messages/launchProblem.ts';
import type { Offer } from '../components/comboBox.ts';
import { icon } from '../components/icons.ts';
import { named } from '../components/named.ts';
import type { Form } from './form.ts';

/** One field: what it is called, what it holds, and what is said of it. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly placeholder?: string | undefined;
  /** Stands beneath the field. */
  readonly help?: string | TemplateResult | undefined;
  /** The field's own label on screen, where the accessible one says more. */
  readonly shownLabel?: string | TemplateResult;
  readonly disabled?: boolean;
  /** Of several fields that share their problems: the key under which these stand. */
  readonly problemsKey?: string;
}

/** An id for a field's parts; keys hold what people have named. */
const idOf = (key: string): string => `f-${key.replace(/[^\w-]/g, (c) => `_${c.codePointAt(0) ?? 0}_`)}`;

/** A labelled row of the form: label, control, help, problems. */
export function fieldRow(field: Field, control: TemplateResult): TemplateResult {
  const id = idOf(field.key);
  return html`<div class="field" data-field=${field.key}>
    <label class="label" for=${id}>${field.shownLabel ?? field.label}</label>
    <div class="control">
      ${control}${field.help === undefined ? nothing : html`<div class="help" id="${id}-help">${field.help}</div>`}
      ${problemList(field)}
    </div>
  </div>`;
}

/** What is wrong, under its field. */
export function problemList({ key, problems }: Pick<Field, 'key' | 'problems'>): TemplateResult {
  return html`<div id="${idOf(key)}-problems" class="problems">
    ${problems.map(
      ({ severity, message }) =>
        html`<div class="problem ${severity}">${icon(severity)}<span>${message}</span></div>`,
    )}
  </div>`;
}

const isWrong = ({ problems }: Field): boolean => problems.some(({ severity }) => severity === 'error');

function describing({ key, help, problems, problemsKey = key }: Field): string[] {
  return [
    ...(help === undefined ? [] : [`${idOf(key)}-help`]),
    ...(problems.length > 0 ? [`${idOf(problemsKey)}-problems`] : []),
  ];
}

/** A text field whose text makes an edit as it is typed. */
export function textInput(form: Form, field: Field, toEdit: (text: string) => LaunchEdit): TemplateResult {
  return html`<vscode-text-field
    id=${idOf(field.key)}
    data-key=${field.key}
    aria-invalid=${isWrong(field) ? 'true' : 'false'}
    spellcheck="false"
    placeholder=${ifDefined(field.placeholder)}
    ?disabled=${field.disabled ?? false}
    .value=${live(form.edits.text(field.key) ?? field.value)}
    ${named(field.label, describing(field))}
    @input=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      form.edits.type(field.key, value, toEdit(value));
    }}
  ></vscode-text-field>`;
}

/** A text field of several lines. */
export function areaInput(form: Form, field: Field, toEdit: (text: string) => LaunchEdit): TemplateResult {
  return html`<vscode-text-area
    id=${idOf(field.key)}
    data-key=${field.key}
    class="code"
    rows="6"
    resize="vertical"
    aria-invalid=${isWrong(field) ? 'true' : 'false'}
    spellcheck="false"
    placeholder=${ifDefined(field.placeholder)}
    .value=${live(form.edits.text(field.key) ?? field.value)}
    ${named(field.label, describing(field))}
    @input=${(event: Event) => {
      const { value } = event.target as HTMLTextAreaElement;
      form.edits.type(field.key, value, toEdit(value));
    }}
  ></vscode-text-area>`;
}

/** A text field that offers values. */
export function comboInput(
  form: Form,
  field: Field,
  offers: readonly Offer[],
  toEdit: (text: string) => LaunchEdit,
): TemplateResult {
  return html`<combo-box
    data-key=${field.key}
    .inputId=${idOf(field.key)}
    .label=${field.label}
    .placeholder=${field.placeholder ?? ''}
    .describedBy=${describing(field).join(' ')}
    .invalid=${isWrong(field)}
    .offers=${offers}
    .value=${form.edits.text(field.key) ?? field.value}
    @combo-input=${({ detail }: CustomEvent<string>) => form.edits.type(field.key, detail, toEdit(detail))}
  ></combo-box>`;
}

/** One of a few values; `unset` names the choice of none. */
export function selectInput(
  form: Form,
  field: Field,
  choices: readonly (string | Offer)[],
  unset: string | undefined,
  toEdit: (value: string) => LaunchEdit,
): TemplateResult {
  const offers: Offer[] = choices.map((choice) =>
    typeof choice === 'string' ? { value: choice, label: choice, detail: undefined } : choice,
  );
  if (unset !== undefined) offers.unshift({ value: '', label: unset, detail: undefined });
  // A value that is none of them must not look like the first.
  if (!offers.some(({ value }) => value === field.value))
    offers.unshift({
      value: field.value,
      label: field.value === '' ? 'Choose…' : field.value,
      detail: undefined,
    });
  return html`<vscode-dropdown
    id=${idOf(field.key)}
    aria-label=${field.label}
    aria-invalid=${isWrong(field) ? 'true' : 'false'}
    aria-describedby=${describing(field).join(' ') || nothing}
    ?disabled=${field.disabled ?? false}
    .value=${live(field.value)}
    @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      if (value !== field.value) void form.edits.now(toEdit(value));
    }}
    >${repeat(
      offers,
      ({ value }) => value,
      ({ value, label }) =>
        html`<vscode-option value=${value} ?selected=${value === field.value}>${label}</vscode-option>`,
    )}</vscode-dropdown
  >`;
}

/** A box to tick, with its words beside it. */
export function checkInput(
  form: Form,
  field: Omit<Field, 'value'> & { readonly checked: boolean },
  toEdit: (checked: boolean) => LaunchEdit,
): TemplateResult {
  return html`<vscode-checkbox
    id=${idOf(field.key)}
    aria-describedby=${describing({ ...field, value: '' }).join(' ') || nothing}
    .checked=${live(field.checked)}
    @change=${(event: Event) => {
      const { checked } = event.target as HTMLInputElement;
      if (checked !== field.checked) void form.edits.now(toEdit(checked));
    }}
    >${field.shownLabel ?? field.label}</vscode-checkbox
  >`;
}

/** A button that shows only an icon; its label says what it does, and to what. */
export function iconButton(
  name: Parameters<typeof icon>[0],
  label: string,
  run: () => void,
  disabled = false,
): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${label}
    title=${label}
    ?disabled=${disabled}
    @click=${run}
    >${icon(name)}</vscode-button
  >`;
}
