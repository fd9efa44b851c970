import { nothing } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** A toolkit element: what has the focus is inside its shadow root. */
interface Wrapped extends Element {
  readonly control?: HTMLElement;
}

/**
 * Names a toolkit's text field for assistive technology, and tells which elements describe it. As it connects, the toolkit
 * sets the name to "Text field", whatever it was; and it hands `aria-describedby` to the input in its shadow root, where the
 * ids mean nothing, while references to elements reach out of it.
 */
class Named extends Directive {
  #last = '';

  render(_label: string, _descriptions: readonly string[]): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [label, ids]: [string, readonly string[]]): unknown {
    const key = `${label}\n${ids.join(' ')}`;
    if (key === this.#last) return nothing;
    this.#last = key;
    // The element is connected, and its control there, once the render that this is part of has ended.
    queueMicrotask(() => {
      element.setAttribute('aria-label', label);
      const control = (element as Wrapped).control ?? element;
      const root = element.getRootNode() as Document | ShadowRoot;
      control.ariaDescribedByElements = ids.flatMap((id) => root.getElementById(id) ?? []);
    });
    return nothing;
  }
}

export const named = directive(Named);
