import { copyText } from './copyText.ts';

/** Copies what a child node stands for: an S3 URI, a metric's value, a failure reason. */
export async function copyValue(argument: unknown): Promise<void> {
  const value = valueOf(argument);
  if (value !== undefined) await copyText('Value', value);
}

function valueOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('child' in node)) return undefined;
  const { child } = node;
  if (typeof child !== 'object' || child === null || !('value' in child)) return undefined;
  return typeof child.value === 'string' ? child.value : undefined;
}
