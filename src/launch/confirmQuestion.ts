import type { LaunchQuestion } from './launchQuestions.ts';
import { confirm } from '../platform/say.ts';

/** Asks in a modal dialog. */
export async function confirmQuestion({ message, detail, yes }: LaunchQuestion): Promise<boolean> {
  return confirm(message, yes, detail);
}
