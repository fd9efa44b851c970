import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { patience, pressLaunch, terminalSays, treeShows } from '../acts.ts';
import { deploy, invoke } from './inference.ts';
import { launch } from './launch.ts';
import { runningRow } from './running.ts';
import { type Scene } from './scene.ts';

const slow = { hyperparameters: { epochs: '100000' } };
const quick = { hyperparameters: { epochs: '30' } };

/** A config file as people have it; nobody signs in with it here. */
const profiles = `[profile research]
region = eu-west-1
sso_session = company
sso_account_id = 123456789012
sso_role_name = DataScientist

[profile production]
region = us-east-1
role_arn = arn:aws:iam::210987654321:role/deploy
source_profile = research

[sso-session company]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
`;

/** The pictures of the walkthrough's steps, by the names that src/manifest/walkthrough.ts gives them. */
export const walkthroughScenes: readonly Scene[] = [
  {
    name: 'sample',
    show: async ({ driver }) => {
      await driver.page.keyboard.press('Control+P');
      await driver.quickInputBox.fill('train.py');
      await driver.pick('train.py');
      await driver.shows(/argparse/);
      await driver.settled();
    },
  },
  {
    name: 'train',
    show: async ({ driver }) => {
      await driver.openView('SageMaker');
      await treeShows(driver, /^No training jobs yet/);
      await driver.page.mouse.move(900, 600);
      await launch(driver, 'train.py', quick);
    },
  },
  {
    name: 'tail',
    show: async ({ driver }) => {
      await pressLaunch(driver);
      await terminalSays(driver, /Next +Deploy/);
      await treeShows(driver, /Completed · /);
      await driver.runCommand('Notifications: Clear All Notifications');
    },
  },
  {
    name: 'deploy',
    show: async ({ driver }) => {
      await deploy(driver, 'penguins');
      // Without the terminal, and with room for the endpoints.
      await driver.page.keyboard.press('Control+J');
      await (await treeShows(driver, /^Training$/)).click();
      await treeShows(driver, /penguins.*In service/);
    },
  },
  {
    name: 'invoke',
    show: async ({ driver }) => {
      await driver.runCommand('Notifications: Clear All Notifications');
      await driver.page.keyboard.press('Control+P');
      await driver.quickInputBox.fill('adelie.json');
      await driver.pick('adelie.json');
      await invoke(driver, 'adelie.json');
      await driver.shows(/^200 OK/);
      await driver.runCommand('Notifications: Clear All Notifications');
    },
  },
  {
    name: 'running',
    show: async ({ driver }) => {
      await launch(driver, 'train.py', { instanceType: 'ml.g5.2xlarge', ...slow });
      await pressLaunch(driver);
      await driver.runCommand('SageMaker: Show What Is Running');
      await terminalSays(driver, /^epoch=/m);
      await driver.page.keyboard.press('Control+J');
      await widenSidebar(driver);
      await runningRow(driver, /penguins/).waitFor({ timeout: patience });
      const job = runningRow(driver, /ml\.g5\.2xlarge × 1/);
      await job.waitFor({ timeout: patience });
      await job.hover();
    },
  },
  {
    name: 'connect',
    show: async ({ driver, sandbox }) => {
      await driver.page.mouse.move(900, 600);
      // Where the sandbox's AWS_CONFIG_FILE is.
      await writeFile(join(sandbox.home, 'aws-config'), profiles);
      await driver.runCommand('SageMaker: Switch Connection…');
      await driver.quickPickItem('research').waitFor({ timeout: patience });
    },
  },
];

/** Descriptions of rows need more room than the sidebar begins with. */
async function widenSidebar({ page }: WorkbenchDriver): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('There is no sidebar.');
  const [edge, height] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(edge + 1, height);
  await page.mouse.down();
  await page.mouse.move(edge + 200, height, { steps: 5 });
  await page.mouse.up();
}
