import * as vscode from 'vscode';
import { kinds } from '../catalog/catalog.ts';
import type { KindId } from '../catalog/resource.ts';

/** The scheme of resources as documents. */
export const scheme = 'sagemaker';

export interface NamedResource {
  readonly kind: KindId;
  readonly name: string;
}

/** `sagemaker:/trainingJob/penguins.json`; the ending makes VS Code show it as JSON. */
export function resourceUri({ kind, name }: NamedResource): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${kind}/${encodeURIComponent(name)}.json` });
}

/** The resource that such a URI names. */
export function parseResourceUri(uri: vscode.Uri): NamedResource | undefined {
  const match = /^\/([^/]+)\/([^/]+)\.json$/.exec(uri.path);
  const kind = kinds.find(({ id }) => id === match?.[1]);
  return kind && match?.[2] !== undefined ? { kind: kind.id, name: decodeURIComponent(match[2]) } : undefined;
}
