import { html, nothing, type TemplateResult } from 'lit';
import type { Form } from './form.ts';

/** A part that unfolds; its content is drawn only then, and the page remembers it by its id. */
export function folded(
  form: Form,
  title: string,
  content: () => TemplateResult,
  note?: string,
  id = title,
): TemplateResult {
  const isOpen = form.view.open.includes(id);
  return html`<details
    class="folded"
    data-part=${id}
    ?open=${isOpen}
    @toggle=${({ currentTarget }: Event) => {
      const { open } = currentTarget as HTMLDetailsElement;
      if (open === form.view.open.includes(id)) return;
      const others = form.view.open.filter((one) => one !== id);
      form.look({ open: open ? [...others, id] : others });
    }}
  >
    <summary>${title}${note === undefined ? nothing : html`<span class="note">${note}</span>`}</summary>
    ${isOpen ? html`<div class="content">${content()}</div>` : nothing}
  </details>`;
}
