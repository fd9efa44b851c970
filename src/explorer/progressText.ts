import type * as vscode from 'vscode';
import type { Resource } from '../catalog/resource.ts';

/** Tells how far jobs are, for their rows. The composition root hands it in. */
export interface ProgressTexts {
  /** `45 % · 12 min left` of something in progress that is being drawn; undefined when that is not known. */
  text(resource: Resource): string | undefined;
  /** The name of a job that has come further. */
  readonly onDidChange: vscode.Event<string>;
}
