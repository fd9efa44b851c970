import * as vscode from 'vscode';
import { sayInformation } from '../../platform/say.ts';

/** The extension that brings VS Code's Python debugger. */
const extensionId = 'ms-python.debugpy';
const debuggerType = 'debugpy';

/** Whether an extension that is installed and enabled can debug Python: Microsoft's, or another that offers the same type. */
export function hasPythonDebugger(): boolean {
  return vscode.extensions.all.some(({ packageJSON }) => offersDebugger(packageJSON));
}

function offersDebugger(manifest: unknown): boolean {
  const { contributes } = (manifest ?? {}) as { contributes?: { debuggers?: unknown } };
  const debuggers: unknown = contributes?.debuggers;
  return (
    Array.isArray(debuggers) &&
    debuggers.some((one: unknown) => (one as { type?: unknown } | null)?.type === debuggerType)
  );
}

/** Says what to install, and shows it in the Extensions view when the person likes. */
export async function offerPythonDebugger(): Promise<void> {
  const show = 'Show Extension';
  const chosen = await sayInformation(
    'To debug here, install the extension "Python Debugger" from Microsoft: it runs the script, this extension gives it SageMaker’s environment.',
    show,
  );
  if (chosen === show)
    await vscode.commands.executeCommand('workbench.extensions.search', `@id:${extensionId}`);
}
