import { sharedSteps } from './paths.ts';

const focusable =
  'vscode-text-field, vscode-text-area, vscode-dropdown, vscode-checkbox, input, vscode-button, summary';

/** Gives the focus to the field of a problem: the one that it names, else the nearest one around it. */
export function focusField(page: Element, problem: string): void {
  let best: { readonly field: Element; readonly shared: number } | undefined;
  for (const field of page.querySelectorAll<HTMLElement>('[data-field]')) {
    const shared = sharedSteps(field.dataset['field'] ?? '', problem);
    if (shared > (best?.shared ?? 0)) best = { field, shared };
  }
  if (!best) return;
  best.field.scrollIntoView({ block: 'center' });
  best.field.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true });
}
