import { html, nothing, type TemplateResult } from 'lit';
import type { FieldPath } from '../../src/messages/launchProblem.ts';
import type { SectionField, SectionSpec } from '../../src/messages/launchSections.ts';
import { distributionPart } from './distribution.ts';
import { folded } from './folded.ts';
import { type Form, isDrawnAbove } from './form.ts';
import { keyOf, valueAt } from './paths.ts';
import { memberEditor } from './structure.ts';

/** Everything else that CreateTrainingJob takes, folded. Channels have rows above, and here all that AWS knows of them. */
export function sectionsPart(form: Form): TemplateResult {
  return html`<section aria-labelledby="more-title">
    <h2 id="more-title">More</h2>
    ${folded(form, 'Distribution', () => distributionPart(form), form.page.distribution ? 'set' : undefined)}
    ${form.page.sections.map((section) => sectionPart(form, section))}
    ${
      form.page.metricPreview.length === 0
        ? nothing
        : folded(
            form,
            'Metrics found in the last log',
            () =>
              html`<ul class="facts code">
                ${form.page.metricPreview.map((line) => html`<li><span>${line}</span></li>`)}
              </ul>`,
          )
    }
  </section>`;
}

function sectionPart(form: Form, { title, members }: SectionSpec): TemplateResult {
  const shown = members.filter(({ path }) => !isDrawnAbove(path));
  if (shown.length === 0) return html`${nothing}`;
  const set = shown.filter(({ path }) => valueAt(form.page.request, path) !== undefined).length;
  const wrong = form.page.problems.filter(
    ({ field, path }) =>
      field === 'request' && !isDrawnAbove(path) && shown.some((member) => startsWith(path, member.path)),
  ).length;
  const notes = [...(set === 0 ? [] : [`${set} set`]), ...(wrong === 0 ? [] : [`${wrong} to look at`])];
  return folded(
    form,
    title,
    () => html`${shown.map((member) => memberEditor(form, member, member.path))}`,
    notes.join(', ') || undefined,
  );
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.every((step, index) => path[index] === step);
}

/** The folded parts that must be open for a path of the request to be seen: its section, and structures on the way. */
export function foldsOf(sections: readonly SectionSpec[], path: FieldPath): readonly string[] {
  if (isDrawnAbove(path)) return [];
  for (const { title, members } of sections) {
    const member = members.find((one) => !isDrawnAbove(one.path) && startsWith(path, one.path));
    if (member) return [title, ...foldsWithin(member, path)];
  }
  return [];
}

function foldsWithin(member: SectionField, path: FieldPath): readonly string[] {
  const folds: string[] = [];
  let spec: SectionField['element'] = member;
  for (let depth = member.path.length; spec; depth++) {
    if (spec.type === 'structure' && !spec.required) folds.push(keyOf('request', path.slice(0, depth)));
    const step = path[depth];
    if (step === undefined) break;
    spec =
      spec.type === 'structure'
        ? spec.members?.find(({ name }) => name === step)
        : spec.element && { ...spec.element, required: true };
  }
  return folds;
}
