import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchPage, TrialView } from '../../src/messages/launch.ts';
import { icon } from '../components/icons.ts';

const said: Readonly<Record<TrialView['state'], string>> = {
  running: 'runs on this machine.',
  completed: 'ran to its end on this machine.',
  stopped: 'ran on this machine until its time was over.',
  failed: 'failed on this machine: its log says why.',
};

/** How the trial on this machine went, and the way on to AWS. */
export function trialBar({ trial, busy }: LaunchPage, send: () => void): TemplateResult | typeof nothing {
  if (!trial) return nothing;
  const { jobName, state, sendTo } = trial;
  const isGood = state === 'completed' || state === 'stopped';
  return html`<div class="notice ${state === 'failed' ? 'error' : 'info'} trial" role="status">
    ${icon(state === 'failed' ? 'error' : isGood ? 'check' : 'info')}
    <span>${jobName} ${said[state]}</span>
    ${
      isGood
        ? html`<vscode-button id="send-to-aws" ?disabled=${busy !== undefined} @click=${send}
            >${sendTo === undefined ? 'Send to AWS…' : `Send to ${sendTo}`}</vscode-button
          >`
        : nothing
    }
  </div>`;
}
