import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../host/vscode/versions.ts';
import { treeShows } from '../acts.ts';
import { type Scene } from './scene.ts';

/** An empty sidebar. */
export const startScenes: readonly Scene[] = [
  {
    name: 'sidebar-empty',
    show: async ({ driver, sandbox }) => {
      const broken = join(root, 'test', 'fixtures', 'failing', 'broken.py');
      await copyFile(broken, join(sandbox.workspace, 'broken.py'));
      await driver.openView('SageMaker');
      await treeShows(driver, /^No endpoints yet/);
      await driver.page.mouse.move(800, 300);
      await driver.page.locator('.workbench-hover').waitFor({ state: 'detached' });
    },
  },
];
