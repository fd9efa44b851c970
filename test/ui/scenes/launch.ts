import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { answerLaunch, asked, type LaunchAnswers } from '../acts.ts';

/** Asks for a launch and answers up to the instance type, or up to the last question where answers are given. */
export async function launch(
  driver: WorkbenchDriver,
  script: string,
  answers?: LaunchAnswers,
): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('SageMaker: Train on SageMaker…');
  await asked(driver, 'The training script');
  await driver.enter(script);
  await asked(driver, 'Instance type');
  if (answers) await answerLaunch(driver, answers);
}
