import { html, nothing, type TemplateResult } from 'lit';
import type { SubjectView } from '../../src/messages/metrics.ts';
import { colourVariable } from '../charts/palette.ts';
import { shortNumber } from '../charts/numbers.ts';
import { icon } from '../components/icons.ts';
import { action } from './chartCard.ts';

export interface SubjectActs {
  remove(id: string): void;
  act(subject: string, act: 'clone' | 'tail'): void;
}

const actWords = { clone: 'Clone the job…', tail: 'Show the log' } as const;

/** The jobs or endpoints of the page: their colours where there are several, their states, and how to take one away. */
export function subjectList(subjects: readonly SubjectView[], acts: SubjectActs): TemplateResult {
  return html`<ul class="subjects" aria-label="What is shown">
    ${subjects.map(
      ({ id, name, status, isRunning }, index) =>
        html`<li class="subject">
          ${
            subjects.length > 1
              ? html`<span
                  class="dot"
                  aria-hidden="true"
                  style="background: var(${colourVariable(index)})"
                ></span>`
              : nothing
          }
          <span class="subject-name">${name}</span>
          <span class="help"
            >${isRunning ? html`<span class="pulse" aria-hidden="true"></span>` : nothing}${status}</span
          >
          ${
            subjects.length > 1
              ? action('close', `Take away ${name}`, undefined, () => acts.remove(id))
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}

/** Why there is less to see than one might think. */
export function subjectNotes(subjects: readonly SubjectView[], acts: SubjectActs): TemplateResult {
  const prefix = (name: string) => (subjects.length > 1 ? html`<b>${name}</b>: ` : nothing);
  return html`${subjects.map(
    ({ id, name, problem, notes }) =>
      html`${
        problem === undefined
          ? nothing
          : html`<div class="notice error" role="alert">
              ${icon('error')}<span>${prefix(name)}${problem}</span>
            </div>`
      }
      ${notes.map(
        ({ text, act }) =>
          html`<div class="notice note" role="status">
            ${icon('info')}
            <span
              >${prefix(name)}${text}
              ${
                act === undefined
                  ? nothing
                  : html`<button class="link" @click=${() => acts.act(id, act)}>${actWords[act]}</button>`
              }</span
            >
          </div>`,
      )}`,
  )}`;
}

/** The last values that SageMaker keeps of a job: all that there is of those whose values over time are gone. */
export function finalValues(
  subjects: readonly SubjectView[],
  charted: ReadonlySet<string>,
): TemplateResult | typeof nothing {
  const shown = subjects.filter(({ id, finals }) => finals.length > 0 && !charted.has(id));
  if (shown.length === 0) return nothing;
  return html`<section>
    <h2>Last values</h2>
    <table class="finals">
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">Metric</th>
          <th scope="col">Last value</th>
        </tr>
      </thead>
      <tbody>
        ${shown.flatMap(({ name, finals }) =>
          finals.map(
            ({ metric, value }) =>
              html`<tr>
                <td>${name}</td>
                <td>${metric}</td>
                <td title=${value}>${shortNumber(value)}</td>
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </section>`;
}
