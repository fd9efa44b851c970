/** Puts an extension into a run's extensions folder, as an installed one. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a package holds: the rest of the repository is for those who build it. */
const packaged = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'media',
];

/**
 * Copies a built extension.
 * @param extension the folder with its package.json.
 * @param extensions VS Code's extensions folder.
 * @throws Error when it has not been built.
 */
export async function installExtension(extension: string, extensions: string): Promise<void> {
  const text = await readFile(join(extension, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { publisher: string; name: string; version: string; main: string };
  if (!existsSync(join(extension, manifest.main)))
    throw new Error(`${join(extension, manifest.main)} is missing: run "npm run build".`);
  const target = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await mkdir(target, { recursive: true });
  for (const name of packaged.filter((entry) => existsSync(join(extension, entry))))
    await cp(join(extension, name), join(target, name), { recursive: true });
}
