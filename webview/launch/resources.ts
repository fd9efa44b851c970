import { html, nothing, type TemplateResult } from 'lit';
import type { Choice, LaunchEdit, LaunchPage } from '../../src/messages/launch.ts';
import type { FieldPath } from '../../src/messages/launchProblem.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { type Form, requestPaths } from './form.ts';
import { checkInput, comboInput, type Field, fieldRow, textInput } from './inputs.ts';
import { asMember, asNumber, asText, keyOf, valueAt } from './paths.ts';

/** How many, how large, how long. */
export function resourcesPart(form: Form): TemplateResult {
  const { request } = form.page;
  // Off, what was set for it is seen as long as it is sent.
  const waits =
    valueAt(request, requestPaths.spot) === true || valueAt(request, requestPaths.maxWait) !== undefined;
  return html`<section aria-labelledby="resources-title">
    <h2 id="resources-title">Resources</h2>
    ${numberField(form, requestPaths.instanceCount, 'Instances')}
    ${durationField(form, requestPaths.maxRuntime, 'Time limit', 'SageMaker stops the job then.')}
    ${spotField(form)}
    ${
      waits
        ? durationField(
            form,
            requestPaths.maxWait,
            'Wait at most',
            'For spot capacity and the training together: no less than the time limit.',
          )
        : nothing
    }
    ${textField(
      form,
      requestPaths.checkpoints,
      'Checkpoints',
      's3://bucket/prefix',
      'What the script writes to /opt/ml/checkpoints is kept here; without it a job that is interrupted starts anew.',
    )}
    ${numberField(form, requestPaths.volume, 'Volume in GB')}
    ${durationField(
      form,
      requestPaths.warmPool,
      'Keep warm for',
      'Instances stay for the next job that is alike, and are billed meanwhile. Empty: not at all.',
    )}
  </section>`;
}

/** Who it runs as, in which container, under which name. */
export function identityPart(form: Form): TemplateResult {
  const { page } = form;
  const role = requestField(form, requestPaths.role, 'Role');
  const image = requestField(form, requestPaths.image, 'Image');
  const imageHelp = why(page.images, image.value) ?? awaited(page);
  const toEdit = (path: FieldPath) => (text: string) => edit(path, asMember(text));
  const name: Field = {
    key: 'baseJobName',
    label: 'Job name begins with',
    value: page.baseJobName,
    problems: form.problemsAt('request', ['TrainingJobName']),
    help: 'The time follows, so that every launch has a name of its own.',
  };
  return html`<section aria-labelledby="identity-title">
    <h2 id="identity-title">Role, image and name</h2>
    ${fieldRow(
      {
        ...role,
        help: why(page.roles, role.value) ?? awaited(page) ?? 'What the job may do in the account.',
      },
      html`<div class="line">
        ${comboInput(
          form,
          { ...role, help: '', placeholder: 'arn:aws:iam::123456789012:role/SageMakerTraining' },
          page.roles,
          toEdit(requestPaths.role),
        )}
        <vscode-button appearance="secondary" @click=${() => void form.ask('createRole', undefined)}
          >Create a role…</vscode-button
        >
      </div>`,
    )}
    ${fieldRow(
      { ...image, help: imageHelp },
      comboInput(
        form,
        {
          ...image,
          help: imageHelp,
          placeholder: 'account.dkr.ecr.region.amazonaws.com/image:tag',
        },
        page.images,
        toEdit(requestPaths.image),
      ),
    )}
    <div data-field=${keyOf('request', ['TrainingJobName'])}>
      ${fieldRow(
        name,
        textInput(form, name, (value) => ({ type: 'baseJobName', value })),
      )}
    </div>
  </section>`;
}

/** What is said of the value that is chosen. */
function why(choices: readonly Choice[], chosen: string): string | undefined {
  const found = choices.find(({ value }) => value === chosen);
  return found && [found.label, found.detail].filter((text) => text !== undefined).join(': ');
}

/** Of what only a connection offers, while there is none. */
function awaited({ wait }: LaunchPage): string | undefined {
  return wait && 'What there is to choose from comes with the connection.';
}

function edit(path: FieldPath, value: unknown): LaunchEdit {
  return { type: 'request', path, value };
}

function requestField(form: Form, path: FieldPath, label: string): Field {
  return {
    key: keyOf('request', path),
    label,
    value: asText(valueAt(form.page.request, path)),
    problems: form.problemsAt('request', path),
  };
}

function numberField(form: Form, path: FieldPath, label: string): TemplateResult {
  const field = requestField(form, path, label);
  return fieldRow(
    field,
    html`<div class="short">${textInput(form, field, (text) => edit(path, asNumber(text)))}</div>`,
  );
}

function textField(
  form: Form,
  path: FieldPath,
  label: string,
  placeholder: string,
  help: string,
): TemplateResult {
  const field = { ...requestField(form, path, label), placeholder, help };
  return fieldRow(
    field,
    textInput(form, field, (text) => edit(path, asMember(text))),
  );
}

/** A time as people write it; AWS has seconds. */
function durationField(form: Form, path: FieldPath, label: string, help: string): TemplateResult {
  const stored = valueAt(form.page.request, path);
  const field: Field = {
    ...requestField(form, path, label),
    value: typeof stored === 'number' ? formatDuration(stored) : asText(stored),
    placeholder: 'such as 1 h 30 min',
    help: typeof stored === 'string' ? `${help} Write it as 1 h 30 min, 90 min or 1:30.` : help,
  };
  return fieldRow(
    field,
    html`<div class="short">
      ${textInput(form, field, (text) => edit(path, text.trim() === '' ? undefined : (parseDuration(text) ?? text)))}
    </div>`,
  );
}

function spotField(form: Form): TemplateResult {
  const { request, spotNote } = form.page;
  const path = requestPaths.spot;
  const key = keyOf('request', path);
  const isOn = valueAt(request, path) === true;
  const field = {
    key,
    label: 'Use spot capacity',
    value: '',
    shownLabel: 'Spot',
    problems: form.problemsAt('request', path),
    help: spotNote ?? 'Cheaper, and may be interrupted.',
  };
  return fieldRow(
    field,
    checkInput(form, { ...field, shownLabel: field.label, checked: isOn }, (checked) =>
      edit(path, checked ? true : undefined),
    ),
  );
}
