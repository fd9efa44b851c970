/** A number as Python prints it, as a regular expression. */
export const number = '([0-9.eE+-]+)';

/** The text as part of a regular expression; white space stands for any. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
