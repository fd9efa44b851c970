import { text, type JsonObject } from '../../json.ts';
import { nameFromArn } from '../members.ts';
import { type KindContext } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';

/** Negative, 0 or positive as version `a` is before, at or after `b`; `1.10.0` is after `1.9.0`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A hub content's version. */
export function versionOf({ document }: ResourceRecord): string {
  return text(document, 'HubContentVersion') ?? '0.0.0';
}

/** `hub/type/name`: what the versions of one content have in common in their keys. */
export function contentOf(input: JsonObject): string {
  const hub = nameFromArn(text(input, 'HubName') ?? '');
  return `${hub}/${text(input, 'HubContentType') ?? ''}/${text(input, 'HubContentName') ?? ''}`;
}

/** The versions of a content, the newest last. */
export function versionsOf(content: string, { all }: Pick<KindContext, 'all'>): ResourceRecord[] {
  return [...all('HubContent')]
    .filter(({ name }) => name.slice(0, name.lastIndexOf('/')) === content)
    .sort((a, b) => compareVersions(versionOf(a), versionOf(b)));
}
