import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import { walkthroughId } from '../../manifest/walkthrough.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import { openSample } from './openSample.ts';

/** What the first minutes take: the sample and the walkthrough. */
export function registerWelcome(context: vscode.ExtensionContext, registry: CommandRegistry): Disposables {
  const owned = new Disposables();
  const walkthrough = `${context.extension.id}#${walkthroughId}`;
  owned.add(registry.register(commands.sampleOpen, () => openSample(context.extensionUri)));
  owned.add(
    registry.register(commands.walkthroughOpen, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false),
    ),
  );
  return owned;
}
