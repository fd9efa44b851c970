/** A number as Python prints it, as a regular expression; a full stop behind it ends a sentence. */
export const number = '([-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)';

/** The text as part of a regular expression; white space stands for any. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
