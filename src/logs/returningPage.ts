import type * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';

/** What opens a page again after a reload of the window, as panels take it: with what it was opened with, into its panel. */
export type ReopenPage = (
  connection: Connection,
  subject: unknown,
  into: vscode.WebviewPanel,
) => Promise<void> | void;

/** Hears what opens such a page, which is loaded when the first one comes back. */
export type OnPageReturn = (load: () => Promise<ReopenPage>) => void;
