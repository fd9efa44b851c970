import { nothing } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** A toolkit element: what has the focus is inside its shadow root. */
interface Wrapped extends Element {
  readonly control?: HTMLElement;
}

/**
 * Tells assistive technology which elements describe a toolkit field. The toolkit hands `aria-describedby` to the input in
 * its shadow root, where the ids mean nothing; element references reach out of it.
 */
class DescribedBy extends Directive {
  #last = '';

  render(_ids: readonly string[]): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [ids]: [readonly string[]]): unknown {
    const key = ids.join(' ');
    if (key === '' && this.#last === '') return nothing;
    this.#last = key;
    // The element is connected, and its control there, once the render that this is part of has ended.
    queueMicrotask(() => {
      const control = (element as Wrapped).control ?? element;
      const root = element.getRootNode() as Document | ShadowRoot;
      control.ariaDescribedByElements = ids.flatMap((id) => root.getElementById(id) ?? []);
    });
    return nothing;
  }
}

export const describedBy = directive(DescribedBy);
