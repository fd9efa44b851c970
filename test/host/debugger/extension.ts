/** The Python debugger of the tests, where Microsoft's cannot be had: an extension of its own in the same host. */
import * as vscode from 'vscode';
import { Adapter } from './adapter.ts';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('debugpy', {
      createDebugAdapterDescriptor: () => new vscode.DebugAdapterInlineImplementation(new Adapter()),
    }),
  );
}
