import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { patience, pressLaunch, terminalSays } from '../acts.ts';
import { launch } from './launch.ts';
import { type Scene } from './scene.ts';

const script = `"""Reads penguins, and has a slip in it."""
import json
import os


def read(folder):
    with open(os.path.join(folder, "penguins.csv")) as file:
        return json.load(file)


def main():
    print("reading the data", flush=True)
    rows = read(os.environ.get("SM_CHANNEL_TRAIN", "."))
    print(len(rows))


main()
`;

/** A job that fails: what is said at once, the Problems panel, and the full account. */
export const failureScenes: readonly Scene[] = [
  {
    name: 'failure-notice',
    show: async ({ driver, sandbox }) => {
      await writeFile(join(sandbox.workspace, 'read_penguins.py'), script);
      await writeFile(join(sandbox.workspace, 'penguins.csv'), 'species,island\nAdelie,Torgersen\n');
      await driver.runCommand('Notifications: Clear All Notifications');
      await launch(driver, 'read_penguins.py', { withoutData: true });
      await pressLaunch(driver);
      await terminalSays(driver, /● Failed[^]*Next/);
      await driver.notification(/failed: json.*JSONDecodeError/).waitFor({ timeout: patience });
    },
  },
  {
    name: 'failure-problems',
    show: async ({ driver }) => {
      await driver
        .notification(/JSONDecodeError/)
        .getByRole('button', { name: 'Go to Line' })
        .click();
      await driver.shows('return json.load(file)');
      await driver.runCommand('Problems: Focus on Problems View');
      await driver.page.locator('.markers-panel').getByText('JSONDecodeError').first().waitFor();
    },
  },
  {
    name: 'failure-account',
    show: async ({ driver }) => {
      await driver.runCommand('Notifications: Clear All Notifications');
      await driver.runCommand('View: Hide Panel');
      await driver.runCommand('SageMaker: Show Failure');
      await driver.quickInput
        .getByText(/^read-penguins/)
        .first()
        .waitFor({ timeout: patience });
      await driver.page.keyboard.press('Enter');
      await driver.shows('Why, and what to do');
      await driver.page.locator('.editor-instance .detected-link').first().waitFor({ timeout: patience });
      await driver.settled();
    },
  },
];
