import * as vscode from 'vscode';
import { referenceFromArn } from '../catalog/arn.ts';
import { referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import { parseResourceUri, scheme } from './resourceUri.ts';

/**
 * The resource that a command was called for: a tree node, a reference, an ARN, the URI of a resource's document as an
 * editor's title hands it on; without any of them the document that is looked at.
 * @returns undefined when there is none; the command then asks.
 */
export function resourceArgument(argument: unknown): ResourceReference | undefined {
  if (argument instanceof vscode.Uri) return parseResourceUri(argument);
  if (typeof argument === 'string') return referenceFromArn(argument);
  if (argument !== undefined && argument !== null) return referenceFrom(argument);
  const uri = activeResourceUri();
  return uri && parseResourceUri(uri);
}

/** The document of a resource that is looked at. */
export function activeResourceUri(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === scheme ? uri : undefined;
}
