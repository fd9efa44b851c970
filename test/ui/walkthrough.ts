/**
 * Takes the walkthrough's pictures in a light and a dark theme anew, under media/walkthrough/. They are kept in the
 * repository: run it when what they show has changed.
 * `node test/ui/walkthrough.ts [--vscode oldest] [--extension DIR]`
 */
import { join } from 'node:path';
import { exitWith, readCommandLine } from '../host/vscode/commandLine.ts';
import { dataDirVariable } from '../host/vscode/sandbox.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { openWorkbench } from '../host/vscode/workbench.ts';
import { sceneSettings } from './scenes/scene.ts';
import { walkthroughScenes } from './scenes/walkthrough.ts';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
const folder = join(root, 'media', 'walkthrough');

await exitWith(async () => {
  const line = readCommandLine();
  for (const [name, theme] of Object.entries(themes)) {
    const workbench = await openWorkbench({
      ...line,
      folder: sample,
      // The walkthrough shows them at about half this width.
      size: { width: 960, height: 640 },
      variables: { [dataDirVariable]: '' },
      settings: (sandbox) => sceneSettings(sandbox, theme),
    });
    try {
      for (const scene of walkthroughScenes) {
        await scene.show(workbench, sceneSettings(workbench.sandbox, theme));
        const path = join(folder, `${scene.name}-${name}.jpg`);
        // A third of a PNG: everybody who installs the extension loads them.
        await workbench.driver.page.screenshot({ path, type: 'jpeg', quality: 80 });
        console.log(path);
      }
    } catch (error) {
      await workbench.driver.screenshot(join(root, 'out', 'screens', `failed-walkthrough-${name}.png`));
      throw error;
    } finally {
      await workbench.close();
    }
  }
  return 0;
});
