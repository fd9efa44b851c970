/**
 * Saves screenshots of all scenes in VS Code's light, dark and high-contrast themes under out/screens/.
 * `node test/ui/screens.ts [light] [dark] [high-contrast] [--vscode oldest] [--grep SCENE] [--extension DIR]`
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exitWith, readCommandLine, type CommandLine } from '../host/vscode/commandLine.ts';
import { dataDirVariable } from '../host/vscode/sandbox.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { openWorkbench } from '../host/vscode/workbench.ts';
import { scenes } from './scenes/all.ts';
import { sceneSettings } from './scenes/scene.ts';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};
const folder = join(root, 'out', 'screens');

await exitWith(async () => {
  const args = process.argv.slice(2);
  const named = args.filter((arg) => arg in themes);
  const line = readCommandLine(args.filter((arg) => !named.includes(arg)));
  if (named.length === 0) await rm(folder, { recursive: true, force: true });
  let failed = 0;
  for (const [name, theme] of Object.entries(themes)) {
    if (named.length > 0 && !named.includes(name)) continue;
    try {
      await saveScenes(name, theme, line);
    } catch (error) {
      // The other themes are wanted all the same.
      failed += 1;
      console.error(
        `${theme} stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return failed === 0 ? 0 : 1;
});

async function saveScenes(name: string, theme: string, line: CommandLine): Promise<void> {
  const workbench = await openWorkbench({
    ...line,
    folder: sample,
    // The setting counts only where the environment names no folder.
    variables: { [dataDirVariable]: '' },
    settings: (sandbox) => sceneSettings(sandbox, theme),
  });
  try {
    console.log(`${workbench.name}, ${theme}`);
    for (const scene of scenes) {
      await scene.show(workbench, sceneSettings(workbench.sandbox, theme));
      if (!scene.name.includes(line.grep ?? '')) continue;
      const path = join(folder, `${scene.name}-${name}.png`);
      await workbench.driver.screenshot(path);
      console.log(`  ${path}`);
    }
  } catch (error) {
    // What the window shows often says more than the error.
    await workbench.driver.screenshot(join(folder, `failed-${name}.png`));
    throw error;
  } finally {
    await workbench.close();
  }
}
