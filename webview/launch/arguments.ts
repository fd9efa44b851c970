import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LaunchEdit } from '../../src/messages/launch.ts';
import type { ArgumentRow } from '../../src/messages/launchInputs.ts';
import type { Form } from './form.ts';
import { type Field, fieldRow, iconButton, selectInput, textInput } from './inputs.ts';
import { keyOf } from './paths.ts';

/**
 * The script's arguments, by group or command, and what has been added by hand.
 * @param most only so many are drawn, and nothing beneath them; undefined draws all
 */
export function argumentsPart(form: Form, most?: number): TemplateResult {
  const { arguments: rows } = form.page;
  const groups = Map.groupBy(rows.slice(0, most), ({ group }) => group ?? '');
  return html`<section aria-labelledby="arguments-title">
    <h2 id="arguments-title">Arguments</h2>
    ${
      rows.length === 0
        ? html`<p class="help">
            The script declares no arguments that can be read. Add hyperparameters by hand.
          </p>`
        : nothing
    }
    ${repeat(
      groups,
      ([group]) => group,
      ([group, members]) =>
        group === ''
          ? argumentRows(form, members)
          : html`<h3>${group}</h3>
              ${argumentRows(form, members)}`,
    )}
    ${most === undefined ? beneath(form) : nothing}
  </section>`;
}

function beneath(form: Form): TemplateResult {
  const { arguments: rows, scriptNotes } = form.page;
  return html`<pair-adder
      keyLabel="Hyperparameter"
      valueLabel="Value"
      action="Add hyperparameter"
      .taken=${rows.map(({ name }) => name)}
      @pair=${({ detail: { key, value } }: CustomEvent<{ key: string; value: string }>) =>
        void form.edits.now({ type: 'hyperparameter', name: key, value })}
    ></pair-adder>
    ${
      scriptNotes.length === 0
        ? nothing
        : html`<ul class="help notes">
            ${scriptNotes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }`;
}

function argumentRows(form: Form, rows: readonly ArgumentRow[]): TemplateResult {
  return html`${repeat(
    rows,
    ({ name }) => name,
    (row) => argumentRow(form, row),
  )}`;
}

const typeWords = { text: '', int: 'whole number', float: 'number', bool: '' } as const;

function argumentRow(form: Form, row: ArgumentRow): TemplateResult {
  const { name, help, unsettable, required, declared } = row;
  const said = [help, unsettable === undefined ? undefined : `Cannot be set here: ${unsettable}`];
  const field: Field = {
    key: keyOf('hyperparameter', [name]),
    label: name,
    shownLabel: html`<code>${name}</code>${
        required ? html`<span class="required" title="The script requires it">*</span>` : nothing
      }`,
    value: row.value,
    problems: form.problemsAt('hyperparameter', [name]),
    placeholder: row.default ?? (typeWords[row.type] || undefined),
    help: said.filter((text) => text !== undefined && text !== '').join(' ') || undefined,
    disabled: unsettable !== undefined,
  };
  const control = argumentInput(form, row, field);
  return fieldRow(
    field,
    declared
      ? control
      : html`<div class="line">
          ${control}${iconButton('trash', `Remove ${name}`, () => {
            form.edits.forget(field.key);
            void form.edits.now({ type: 'hyperparameter', name, value: undefined });
          })}
        </div>`,
  );
}

function argumentInput(form: Form, row: ArgumentRow, field: Field): TemplateResult {
  const toEdit = (text: string) => edit(row, text);
  const choices = row.type === 'bool' && row.choices.length === 0 ? ['true', 'false'] : row.choices;
  const unset = row.default === undefined ? 'Not set' : `Default: ${row.default}`;
  return choices.length > 0
    ? selectInput(form, field, choices, unset, toEdit)
    : textInput(form, field, toEdit);
}

/** Empty text leaves a declared argument to the script's own default. */
function edit({ name, declared }: ArgumentRow, text: string): LaunchEdit {
  return { type: 'hyperparameter', name, value: declared && text === '' ? undefined : text };
}
