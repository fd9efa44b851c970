import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AnswerOf, InputOf, RequestName } from '../../src/messages/channel.ts';
import type { LaunchChannel, LaunchPage } from '../../src/messages/launch.ts';
import type { InstanceRow } from '../../src/messages/launchInstances.ts';
import type { FieldPath, Problem } from '../../src/messages/launchProblem.ts';
import { Host, RequestError } from '../components/host.ts';
import { icon } from '../components/icons.ts';
import { argumentsPart } from './arguments.ts';
import { channelsPart } from './channels.ts';
import { Edits } from './edits.ts';
import { focusField } from './focusField.ts';
import { footer, type FooterPart, type FooterState } from './footer.ts';
import type { Form, View } from './form.ts';
import { iconButton } from './inputs.ts';
import { argumentsInSight } from './inSight.ts';
import { instancesPart } from './instances.ts';
import { keyOf } from './paths.ts';
import { identityPart, resourcesPart } from './resources.ts';
import { foldsOf, sectionsPart } from './sections.ts';
import { skeleton } from './skeleton.ts';
import { trialBar } from './trial.ts';
import { viewOf } from './view.ts';
import { wherePart } from './where.ts';

interface Notice {
  readonly kind: 'error' | 'info';
  readonly message: string;
  readonly advice: string | undefined;
}

/** The launch page: draws what the extension says of the launch, and tells it what the person does. */
@customElement('launch-page')
export class LaunchPageElement extends LitElement {
  readonly #host = new Host<LaunchChannel>();
  readonly #edits = new Edits({
    send: (edit) => this.#host.request('edit', edit),
    failed: (error) => this.#fail(error),
    taken: () => this.requestUpdate(),
  });
  @state() accessor #page: LaunchPage | undefined;
  @state() accessor #instances: readonly InstanceRow[] | undefined;
  @state() accessor #view: View = viewOf(this.#host.kept);
  @state() accessor #drawer: FooterPart | undefined;
  @state() accessor #notice: Notice | undefined;
  /** What is in sight comes first, and what lies below it once that is seen. */
  @state() accessor #isWhole = false;
  /** Where the focus was before the page became read-only. */
  #focusBefore: HTMLElement | undefined;

  /** Settles when the first page has been painted. */
  readonly #seen: Promise<void>;
  #paint: () => void = () => undefined;

  constructor() {
    super();
    this.#seen = new Promise((resolve) => {
      this.#paint = () => requestAnimationFrame(() => setTimeout(resolve));
    });
    void this.#seen.then(() => {
      // `npm run bench -- launch` reads it.
      performance.mark('in-sight');
      this.#isWhole = true;
    });
    this.addEventListener('focusin', ({ target }) => this.#focused((target as HTMLElement).dataset['key']));
    this.addEventListener('focusout', () => this.#focused(undefined));
    // What was typed shows at once, in the field and in what depends on it.
    this.addEventListener('input', () => this.requestUpdate());
    this.addEventListener('combo-input', () => this.requestUpdate());
    this.#host.on('page', (page) => this.#take(page));
    this.#host.on('instances', (rows) => void this.#seen.then(() => (this.#instances = rows)));
    this.#host.ready();
    void this.#loadInstances();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const page = this.#page;
    if (!page) return html`${this.#noticeBar()}${skeleton()}`;
    const form = this.#form(page);
    return html`
      <main ?inert=${page.busy !== undefined} aria-busy=${page.busy !== undefined}>
        <h1>Train on SageMaker</h1>
        ${differences(page)} ${wherePart(form)}
        ${argumentsPart(form, this.#isWhole ? undefined : argumentsInSight(page.arguments, innerHeight))}
        ${this.#isWhole ? below(form) : nothing}
      </main>
      <div class="dock">
        ${trialBar(page, () => void this.#launch('sendToAws', undefined))}${this.#noticeBar()}${footer(form, this.#footer)}
      </div>
      <div class="unseen" role="status">${spoken(page)}</div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const cancel = this.querySelector<HTMLElement>('#cancel');
    if (cancel && document.activeElement === document.body) cancel.focus();
    if (!cancel && this.#focusBefore) {
      // The buttons beneath have been drawn anew.
      const before = this.#focusBefore.isConnected
        ? this.#focusBefore
        : this.querySelector<HTMLElement>('#launch');
      before?.focus();
      this.#focusBefore = undefined;
    }
  }

  get #footer(): FooterState {
    return {
      shown: this.#drawer,
      show: (part) => (this.#drawer = part),
      launch: () => void this.#launch('launch', undefined),
      tryHere: (minutes) => void this.#launch('tryHere', { minutes }),
    };
  }

  #form(page: LaunchPage): Form {
    return {
      page,
      instances: this.#instances,
      edits: this.#edits,
      view: this.#view,
      look: (view) => {
        this.#view = { ...this.#view, ...view };
        this.#host.keep(this.#view);
      },
      problemsAt: (field, path) => problemsAt(page, field, path),
      ask: (name, input) => this.#ask(name, input),
      goTo: (problem) => void this.#goTo(page, problem),
    };
  }

  #take(page: LaunchPage): void {
    const before = this.#page;
    if (page.busy && !before?.busy && document.activeElement instanceof HTMLElement)
      this.#focusBefore = document.activeElement;
    this.#page = page;
    if (!before) void this.updateComplete.then(this.#paint);
    this.#edits.pageCame();
    const isElsewhere = before && before.connection.label !== page.connection.label;
    if (isElsewhere) void this.#loadInstances();
  }

  async #loadInstances(): Promise<void> {
    this.#instances = undefined;
    // What is filled in is seen first; the long table comes after it.
    await this.#seen;
    const rows = await this.#ask('instances', undefined);
    await this.updateComplete;
    this.#instances = rows;
  }

  async #launch<Name extends 'launch' | 'tryHere' | 'sendToAws'>(
    name: Name,
    input: InputOf<LaunchChannel, Name>,
  ): Promise<void> {
    const answer = await this.#ask(name, input);
    if (answer) this.#notice = { kind: 'info', message: `Started ${answer.jobName}.`, advice: undefined };
  }

  async #ask<Name extends RequestName<LaunchChannel>>(
    name: Name,
    input: InputOf<LaunchChannel, Name>,
  ): Promise<AnswerOf<LaunchChannel, Name> | undefined> {
    this.#notice = undefined;
    try {
      await this.#edits.flush();
      return await this.#host.request(name, input);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#notice = {
      kind: 'error',
      message,
      advice: error instanceof RequestError ? error.advice : undefined,
    };
  }

  #focused(key: string | undefined): void {
    this.#edits.focused = key;
    this.requestUpdate();
  }

  async #goTo(page: LaunchPage, { field, path }: Problem): Promise<void> {
    const folds = field === 'request' ? foldsOf(page.sections, path) : [];
    this.#view = { ...this.#view, open: [...new Set([...this.#view.open, ...folds])] };
    // Each fold draws its content only once it is open; its state is the page's, so one update opens them all.
    await this.updateComplete;
    focusField(this, keyOf(field, path));
  }

  #noticeBar(): TemplateResult | typeof nothing {
    const notice = this.#notice;
    if (!notice) return nothing;
    return html`<div class="notice ${notice.kind}" role=${notice.kind === 'error' ? 'alert' : 'status'}>
      ${icon(notice.kind)}
      <span
        >${notice.message}${notice.advice === undefined ? nothing : html` <span>${notice.advice}</span>`}</span
      >
      ${iconButton('close', 'Dismiss', () => (this.#notice = undefined))}
    </div>`;
  }
}

/** What one scrolls to. */
function below(form: Form): TemplateResult {
  return html`${channelsPart(form)} ${instancesPart(form)} ${resourcesPart(form)} ${identityPart(form)}
  ${sectionsPart(form)}`;
}

function problemsAt(page: LaunchPage, field: Problem['field'], path: FieldPath): readonly Problem[] {
  const key = keyOf(field, path);
  return page.problems.filter((problem) => keyOf(problem.field, problem.path) === key);
}

/** Of a clone: what is not as it was. */
function differences({ differences: found }: LaunchPage): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  return html`<div class="notice info differences" role="note">
    ${icon('info')}
    <div>
      Differs from the job it was cloned from:
      <ul>
        ${found.map((one) => html`<li>${one}</li>`)}
      </ul>
    </div>
  </div>`;
}

/** What a screen reader says as it changes. */
function spoken({ busy, problems }: LaunchPage): string {
  if (busy) return `${busy.title}: ${busy.step}`;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return errors === 0 ? '' : `${errors} ${errors === 1 ? 'problem' : 'problems'}`;
}
