import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { answerLaunch, asked, type LaunchAnswers } from '../acts.ts';

/** Opens the launch page of a script, and fills it in where answers are given. */
export async function launch(
  driver: WorkbenchDriver,
  script: string,
  answers?: LaunchAnswers,
): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('SageMaker: Train on SageMaker…');
  await asked(driver, 'The training script');
  await driver.enter(script);
  await answerLaunch(driver, answers);
}
