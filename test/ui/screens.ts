/**
 * Saves screenshots of all scenes in VS Code's light, dark and high-contrast themes under out/screens/.
 * `node test/ui/screens.ts [--vscode oldest] [--grep SCENE] [--extension DIR]`
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exitWith, readCommandLine, type CommandLine } from '../host/vscode/commandLine.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { openWorkbench } from '../host/vscode/workbench.ts';
import { scenes } from './scenes.ts';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};
const folder = join(root, 'out', 'screens');

await exitWith(async () => {
  const line = readCommandLine();
  await rm(folder, { recursive: true, force: true });
  for (const [name, theme] of Object.entries(themes)) await saveScenes(name, theme, line);
  return 0;
});

async function saveScenes(name: string, theme: string, line: CommandLine): Promise<void> {
  const workbench = await openWorkbench({
    ...line,
    folder: sample,
    settings: { 'workbench.colorTheme': theme },
  });
  try {
    console.log(`${workbench.name}, ${theme}`);
    for (const scene of scenes.filter((each) => each.name.includes(line.grep ?? ''))) {
      await scene.show(workbench);
      const path = join(folder, `${scene.name}-${name}.png`);
      await workbench.driver.screenshot(path);
      console.log(`  ${path}`);
    }
  } finally {
    await workbench.close();
  }
}
