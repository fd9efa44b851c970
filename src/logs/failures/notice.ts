import { exitCodeText } from '../../analysis/failures/exitCode.ts';
import { type FailureAccount, shortReason } from './failureAccount.ts';
import { type FailureStep, stepTitle } from './failureStep.ts';
import { isForTraining } from './page.ts';
import { sayError, sayWarning } from '../../platform/say.ts';

/** A message longer than this is folded by VS Code, and its end not seen. */
const longest = 300;

/** What is said of a failure: what, where, why. */
function noticeText(account: FailureAccount): string {
  const { title, status, host, hosts, exitCode, explanations } = account;
  const where = host && hosts.length > 1 ? ` on ${host.host}` : '';
  const code = exitCode === undefined ? '' : ` (exit code ${exitCodeText(exitCode)})`;
  const why = explanations[0]?.cause;
  const isFailure = status === 'Failed';
  const happened = `${title} ${isFailure ? 'failed' : 'was stopped'}${where}`;
  if (!isFailure && why !== undefined) return `${happened}. ${why}`;
  const said = `${happened}: ${shortened(shortReason(account)).replace(/\.$/, '')}${code}.`;
  return why === undefined ? said : `${said} ${why}`;
}

/** The buttons: the first thing to do about it, the line, the full account, the log. */
export function noticeSteps(
  account: FailureAccount,
  line: { path: string; line: number } | undefined,
): FailureStep[] {
  const actions = (account.explanations[0]?.fixes ?? []).flatMap(({ action }) => action ?? []);
  const fits = actions.find(
    (action) => action.do !== 'log' && (account.target.kind === 'trainingJob' || !isForTraining(action.do)),
  );
  return [...(fits ? [fits] : []), ...(line ? [{ do: 'goTo', ...line } as const] : []), { do: 'show' }];
}

/**
 * Says once that something failed; a warning where a limit ended it.
 * @param showLog undefined where the log is in sight anyway
 * @returns what was chosen
 */
export async function notice(
  account: FailureAccount,
  steps: readonly FailureStep[],
  showLog: (() => void) | undefined,
): Promise<FailureStep | undefined> {
  const isWarning = account.explanations[0]?.severity === 'warning';
  const say = isWarning ? sayWarning : sayError;
  const log = stepTitle({ do: 'log' });
  const titles = [...steps.map(stepTitle), ...(showLog ? [log] : [])];
  const chosen = await say(noticeText(account), ...titles);
  if (chosen === log) showLog?.();
  return steps.find((step) => stepTitle(step) === chosen);
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
