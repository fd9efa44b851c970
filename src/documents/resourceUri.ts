import * as vscode from 'vscode';
import { referenceFromArn } from '../catalog/arn.ts';
import type { ResourceReference } from '../catalog/resource.ts';

/** The scheme of resources as documents. */
export const scheme = 'sagemaker';

/**
 * `sagemaker:/trainingJob/penguins.json?arn:aws:sagemaker:…`: the ending makes VS Code show it as JSON, the name is the
 * tab's title, the ARN says which resource it is.
 */
export function resourceUri({ kind, name, arn }: ResourceReference): vscode.Uri {
  // A slash in a name, as a version's group has none, would be read as a folder.
  return vscode.Uri.from({ scheme, path: `/${kind}/${encodeURIComponent(name)}.json`, query: arn });
}

/** The resource that such a URI names; undefined when it names none. */
export function parseResourceUri(uri: vscode.Uri): ResourceReference | undefined {
  return uri.scheme === scheme ? referenceFromArn(uri.query) : undefined;
}
