import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchEdit } from '../../src/messages/launch.ts';
import type { FieldPath } from '../../src/messages/launchProblem.ts';
import type { FieldSpec } from '../../src/messages/launchSections.ts';
import { icon } from '../components/icons.ts';
import { folded } from './folded.ts';
import { type Form, isDrawnAbove } from './form.ts';
import {
  areaInput,
  type Field,
  fieldRow,
  iconButton,
  problemList,
  selectInput,
  textInput,
} from './inputs.ts';
import { asJson, asMember, asNumber, asText, keyOf, listAt, mapAt, valueAt } from './paths.ts';

/** Any member of the request as its schema says it is: fields, and structures, lists and maps of them. */
export function memberEditor(form: Form, spec: FieldSpec, path: FieldPath): TemplateResult {
  switch (spec.type) {
    case 'structure':
      return structureEditor(form, spec, path);
    case 'list':
      return group(form, spec, path, () => listEditor(form, spec, path));
    case 'map':
      return group(form, spec, path, () => mapEditor(form, spec, path));
    default:
      return leafRow(form, spec, path);
  }
}

function edit(path: FieldPath, value: unknown): LaunchEdit {
  return { type: 'request', path, value };
}

/** A structure that must be there stands open; one that need not is folded, and says whether something is set. */
function structureEditor(form: Form, spec: FieldSpec, path: FieldPath): TemplateResult {
  const members = () =>
    html`${problemList({ key: keyOf('request', path), problems: form.problemsAt('request', path) })}${(
      spec.members ?? []
    )
      .filter(({ name }) => !isDrawnAbove([...path, name]))
      .map((member) => memberEditor(form, member, [...path, member.name]))}`;
  const isSet = valueAt(form.page.request, path) !== undefined;
  const content = () => html`<div class="nested">${members()}</div>`;
  const key = keyOf('request', path);
  return html`<div class="group" role="group" aria-label=${spec.label} data-field=${key}>
    ${
      spec.required
        ? html`<div class="group-label">${spec.label}</div>
            ${content()}`
        : folded(form, spec.label, content, isSet ? 'set' : undefined, key)
    }
  </div>`;
}

function group(form: Form, spec: FieldSpec, path: FieldPath, content: () => TemplateResult): TemplateResult {
  const key = keyOf('request', path);
  return html`<div class="group" role="group" aria-label=${spec.label} data-field=${key}>
    <div class="group-label">${spec.label}${spec.required ? required : nothing}</div>
    ${problemList({ key, problems: form.problemsAt('request', path) })} ${content()}
  </div>`;
}

const required = html`<span class="required" title="AWS requires it">*</span>`;

function listEditor(form: Form, spec: FieldSpec, path: FieldPath): TemplateResult {
  const { element } = spec;
  if (!element) return html`${nothing}`;
  const list = listAt(form.page.request, path);
  const set = (values: readonly unknown[]): void => {
    form.edits.forget(`${keyOf('request', path)}/`);
    void form.edits.now(edit(path, values.length === 0 ? undefined : values));
  };
  const isFull = spec.max !== undefined && list.length >= spec.max;
  return html`<div class="nested">
    ${list.map((_value, index) => {
      const label = `${spec.label} ${index + 1}`;
      const own = { ...element, label, required: true };
      return html`<div class="element">
        ${memberEditor(form, own, [...path, index])}
        ${iconButton('trash', `Remove ${label}`, () => set(list.filter((_one, at) => at !== index)))}
      </div>`;
    })}
    <vscode-button
      appearance="secondary"
      aria-label="Add to ${spec.label}"
      ?disabled=${isFull}
      @click=${() => set([...list, emptyOf(element)])}
      >${icon('add', 'start')}Add</vscode-button
    >
  </div>`;
}

/** What a new element of a list begins as; the check asks for the rest. */
function emptyOf({ type, choices }: FieldSpec): unknown {
  switch (type) {
    case 'structure':
    case 'map':
    case 'json':
      return {};
    case 'list':
      return [];
    case 'switch':
      return false;
    case 'choice':
      return choices?.[0] ?? '';
    default:
      return '';
  }
}

function mapEditor(form: Form, spec: FieldSpec, path: FieldPath): TemplateResult {
  const entries = mapAt(form.page.request, path);
  const { element } = spec;
  return html`<div class="nested">
    ${Object.keys(entries).map(
      (name) =>
        html`<div class="element">
          ${memberEditor(form, { type: 'text', required: true, ...element, name, label: name }, [...path, name])}
          ${iconButton('trash', `Remove ${name} from ${spec.label}`, () => {
            form.edits.forget(keyOf('request', [...path, name]));
            void form.edits.now(edit([...path, name], undefined));
          })}
        </div>`,
    )}
    <pair-adder
      keyLabel="Name"
      valueLabel="Value"
      action="Add"
      .taken=${Object.keys(entries)}
      @pair=${({ detail: { key, value } }: CustomEvent<{ key: string; value: string }>) =>
        void form.edits.now(edit([...path, key], element ? parse(element, value) : value))}
    ></pair-adder>
  </div>`;
}

function parse({ type }: FieldSpec, text: string): unknown {
  if (type === 'number') return asNumber(text);
  if (type === 'text' || type === 'choice') return text;
  return type === 'switch' ? text === 'true' : asJson(text);
}

function leafRow(form: Form, spec: FieldSpec, path: FieldPath): TemplateResult {
  const value = valueAt(form.page.request, path);
  const isJson = spec.type === 'json';
  const field: Field = {
    key: keyOf('request', path),
    label: spec.label,
    shownLabel: html`${spec.label}${spec.required && !isElement(path) ? required : nothing}`,
    value: isJson && typeof value === 'object' ? JSON.stringify(value, undefined, 2) : asText(value),
    problems: form.problemsAt('request', path),
    placeholder: range(spec),
    help: isJson && typeof value === 'string' ? 'Not valid JSON yet.' : undefined,
  };
  return fieldRow(field, leafInput(form, spec, path, field));
}

/** An element of a list: it stays, empty, until its button removes it. */
function isElement(path: FieldPath): boolean {
  return typeof path.at(-1) === 'number';
}

const yesOrNo = [
  { value: 'true', label: 'Yes', detail: undefined },
  { value: 'false', label: 'No', detail: undefined },
];

function leafInput(form: Form, spec: FieldSpec, path: FieldPath, field: Field): TemplateResult {
  const stays = isElement(path);
  switch (spec.type) {
    case 'switch':
      return selectInput(form, field, yesOrNo, stays ? undefined : 'Not set', (text) =>
        edit(path, text === '' ? undefined : text === 'true'),
      );
    case 'choice':
      return selectInput(form, field, spec.choices ?? [], stays ? undefined : 'Not set', (text) =>
        edit(path, asMember(text)),
      );
    case 'json':
      return areaInput(form, field, (text) => edit(path, asJson(text)));
    case 'number':
      return textInput(form, field, (text) => edit(path, asNumber(text) ?? (stays ? '' : undefined)));
    default:
      return textInput(form, field, (text) => edit(path, stays ? text : asMember(text)));
  }
}

function range({ type, min, max }: FieldSpec): string | undefined {
  if (type !== 'number' || (min === undefined && max === undefined)) return undefined;
  if (min === undefined) return `at most ${max ?? ''}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}
