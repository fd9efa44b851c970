/** A text with a full stop, if it ends with nothing of the kind. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
