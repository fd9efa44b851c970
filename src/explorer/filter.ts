import type { Resource } from '../catalog/resource.ts';
import { words } from '../catalog/status.ts';

/** What resources must have to be shown; all of it. */
export interface Filter {
  /** In the name, in any case. */
  readonly text?: string | undefined;
  /** SageMaker's own word, `InProgress`. */
  readonly status?: string | undefined;
  /** Without a value, whatever its value is. */
  readonly tag?: { readonly key: string; readonly value?: string | undefined } | undefined;
  /** Made by who is connected. */
  readonly mine?: boolean | undefined;
}

export function isEmpty({ text, status, tag, mine }: Filter): boolean {
  return !text && !status && !tag && !mine;
}

/** `bert · failed · team=red · mine`. */
export function filterText({ text, status, tag, mine }: Filter): string {
  const tagText = tag && (tag.value === undefined ? `tag ${tag.key}` : `${tag.key}=${tag.value}`);
  const parts = [text, status && words(status).toLowerCase(), tagText, mine ? 'mine' : undefined];
  return parts.filter(Boolean).join(' · ');
}

/** Whether a resource has what its list says about it: text and status. */
export function matches({ text, status }: Filter, resource: Resource): boolean {
  if (text && !resource.name.toLowerCase().includes(text.toLowerCase())) return false;
  return !status || resource.status === status;
}

/** Reads a filter that was stored or given by a caller. @returns undefined for what is none. */
export function readFilter(value: unknown): Filter | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { text, status, tag, mine } = value as Record<string, unknown>;
  const filter: Filter = {
    ...(typeof text === 'string' && text.trim() !== '' && { text: text.trim() }),
    ...(typeof status === 'string' && status !== '' && { status }),
    ...(isTag(tag) && { tag }),
    ...(mine === true && { mine }),
  };
  return filter;
}

function isTag(value: unknown): value is NonNullable<Filter['tag']> {
  if (typeof value !== 'object' || value === null || !('key' in value)) return false;
  const text = !('value' in value) || value.value === undefined || typeof value.value === 'string';
  return text && typeof value.key === 'string' && value.key !== '';
}
