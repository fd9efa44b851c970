import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { asked, patience } from '../acts.ts';
import { type Scene } from './scene.ts';

/** An endpoint, what it answers, and what it refuses. */
export const inferenceScenes: readonly Scene[] = [
  {
    name: 'answer',
    show: async ({ driver }) => {
      await driver.page.mouse.move(800, 300);
      await deploy(driver, 'penguins');
      await driver.page.keyboard.press('Control+P');
      await driver.quickInputBox.fill('adelie.json');
      await driver.pick('adelie.json');
      await invoke(driver, 'adelie.json');
      await driver.shows(/^200 OK/);
      await driver.runCommand('Notifications: Clear All Notifications');
    },
  },
  {
    name: 'answer-refused',
    show: async ({ driver }) => {
      await invoke(driver, 'Type it…', '{ "bill_length_mm": "long" }');
      await driver.shows(/^The model refused/);
    },
  },
];

/** Deploys the newest training job and waits until the endpoint is in service. */
export async function deploy(driver: WorkbenchDriver, endpoint: string): Promise<void> {
  await driver.runCommand('SageMaker: Deploy…');
  await asked(driver, 'The training job whose');
  await driver.quickPickItem('train').first().waitFor();
  await driver.page.keyboard.press('Enter');
  await asked(driver, 'Name of the endpoint');
  await driver.enter(endpoint);
  await asked(driver, 'Instance type');
  await driver.page.keyboard.press('Enter');
  await driver.notification(`Endpoint ${endpoint} is in service`).waitFor({ timeout: patience });
}

/** Invokes the endpoint "penguins" with a file, or with what is typed. */
export async function invoke(driver: WorkbenchDriver, source: string, text?: string): Promise<void> {
  await driver.runCommand('SageMaker: Invoke…');
  await asked(driver, 'Which endpoint?');
  await driver.pick('penguins');
  await asked(driver, 'What to send');
  await driver.pick(source);
  if (text !== undefined) {
    await asked(driver, 'What to send');
    await driver.enter(text);
  }
  await asked(driver, 'Content type');
  await driver.page.keyboard.press('Enter');
}
