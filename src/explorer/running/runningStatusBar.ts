import * as vscode from 'vscode';
import { costText } from '../../catalog/prices/cost.ts';
import { commands } from '../../manifest/commands.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { RunningNow } from './runningRow.ts';
import { lookedAt } from './runningTexts.ts';

/** `$4.21/h`: what everything that runs costs together, seen wherever one works. Hidden where that is nothing. */
export class RunningStatusBar extends Disposables {
  readonly #item = this.add(
    vscode.window.createStatusBarItem('sagemaker.running', vscode.StatusBarAlignment.Left),
  );

  constructor() {
    super();
    this.#item.name = 'SageMaker Running Now';
    this.#item.command = commands.runningShow.id;
  }

  show(now: RunningNow | undefined): void {
    if (!now || now.total.free || (now.total.usd === 0 && !now.total.unknown)) {
      this.#item.hide();
      return;
    }
    const count = now.rows.length;
    const text = now.total.usd > 0 ? costText(now.total) : `${count} running, rate unknown`;
    this.#item.text = `$(pulse) ${text}`;
    this.#item.tooltip = `SageMaker: ${lookedAt(now)}. On demand, instances only.`;
    this.#item.accessibilityInformation = { label: `SageMaker, running now: ${text}` };
    this.#item.show();
  }
}
