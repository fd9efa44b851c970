import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../components/icons.ts';
import { type Form, requestPaths, type View } from './form.ts';
import { describeInstance } from './instanceColumns.ts';
import { fieldRow, iconButton, problemList } from './inputs.ts';
import { asText, keyOf, valueAt } from './paths.ts';

const path = requestPaths.instanceType;

/** Which machine: the chosen one, the table of all, and what may be tried instead. */
export function instancesPart(form: Form): TemplateResult {
  const { page, instances, view } = form;
  const chosen = asText(valueAt(page.request, path));
  const row = instances?.find(({ instanceType }) => instanceType === chosen);
  const key = keyOf('request', path);
  return html`<section aria-labelledby="instances-title" data-field=${key}>
    <h2 id="instances-title">Instance</h2>
    <div class="chosen-instance" aria-live="polite">
      ${
        chosen === ''
          ? html`<span class="help">None chosen yet.</span>`
          : html`${icon('check')}<strong>${chosen}</strong>${
              row ? html`<span class="help">${describeInstance(row, page.connection.billed)}</span>` : nothing
            }`
      }
    </div>
    ${problemList({ key, problems: form.problemsAt('request', path) })}
    ${
      instances === undefined
        ? html`<div class="grid-scroll skeleton" role="status">
            Loading instance types, prices and quotas…
          </div>`
        : html`<instance-table
            .rows=${instances}
            .chosen=${chosen}
            .filter=${view.filter}
            .order=${view.order}
            @choose=${({ detail }: CustomEvent<string>) =>
              void form.edits.now({ type: 'request', path, value: detail })}
            @look=${({ detail }: CustomEvent<Pick<View, 'filter' | 'order'>>) => form.look(detail)}
          ></instance-table>`
    }
    ${(page.instanceNotes ?? []).map((note) => html`<p class="help">${note}</p>`)} ${fallback(form, chosen)}
  </section>`;
}

/** Types that may be tried, in this order, when the first has no capacity or quota. */
function fallback(form: Form, chosen: string): TemplateResult {
  const types = form.page.fallbackInstanceTypes;
  const set = (instanceTypes: readonly string[]): void =>
    void form.edits.now({ type: 'fallback', instanceTypes });
  const key = 'fallback';
  const offers = (form.instances ?? [])
    .filter(({ instanceType }) => instanceType !== chosen && !types.includes(instanceType))
    .map((row) => ({
      value: row.instanceType,
      label: row.instanceType,
      detail: describeInstance(row, form.page.connection.billed),
    }));
  return fieldRow(
    {
      key,
      label: 'Also try',
      value: '',
      problems: [],
      help: 'In this order, when there is no capacity or quota for the first. Nothing else is tried.',
    },
    html`${
        types.length === 0
          ? nothing
          : html`<ol class="tags">
              ${types.map(
                (type) =>
                  html`<li>
                    ${type}${iconButton('close', `Do not try ${type}`, () => set(types.filter((one) => one !== type)))}
                  </li>`,
              )}
            </ol>`
      }
      <type-adder
        .offers=${offers}
        @add=${({ detail }: CustomEvent<string>) => set([...types, detail])}
      ></type-adder>`,
  );
}
