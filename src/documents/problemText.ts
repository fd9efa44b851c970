import { documentText } from '../catalog/documentText.ts';
import { isRefusal } from '../catalog/lineage/refusal.ts';
import { explain } from '../platform/explain.ts';

/**
 * The text of a document whose resource cannot be read: why, and below it what it was when it last could.
 * @param kind as people call one of it: `training job`
 */
export function problemText(
  kind: string,
  name: string,
  error: unknown,
  known: { readonly document: object; readonly at: Date } | undefined,
): string {
  const { message, advice } = explain(error);
  const problem = { error: `Cannot describe ${kind} "${name}": ${message}`, ...(advice ? { advice } : {}) };
  if (!known) return documentText(problem);
  const at = known.at.toISOString();
  const gone = isRefusal(error)
    ? { error: `The ${kind} "${name}" is gone. This is what it was at ${at}. SageMaker says: ${message}` }
    : { ...problem, note: `This is what it was at ${at}.` };
  // First, whatever the order of the rest: it is what has to be read.
  return `${documentText(gone).trimEnd().slice(0, -2)},\n${documentText(known.document).slice(2)}`;
}
