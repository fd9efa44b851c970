/** What the demo does, in order. */
import * as vscode from 'vscode';
import { type DriverChannel } from './driverChannel.ts';

/** One step; `run` gives the result to print and throws when the step failed. */
export interface Step {
  readonly title: string;
  readonly run: () => Promise<string>;
}

const id = 'sagemaker-workbench.sagemaker-workbench';

/** The steps share what this function keeps: names of what earlier steps have made. */
export function createSteps(driver: DriverChannel): readonly Step[] {
  return [
    {
      title: 'Activate the extension',
      run: async () => {
        const extension = vscode.extensions.getExtension<unknown>(id);
        if (extension === undefined) throw new Error(`VS Code has no extension ${id}.`);
        await extension.activate();
        const { displayName, version } = extension.packageJSON as { displayName: string; version: string };
        return `${displayName} ${version}`;
      },
    },
    {
      title: 'Show the sidebar',
      run: async () => {
        await vscode.commands.executeCommand('workbench.view.extension.sagemaker');
        return driver.screenshot('sidebar', 'Resources');
      },
    },
  ];
}
