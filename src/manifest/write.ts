// Writes package.json's `contributes` and `capabilities`. The build calls it; `npm run manifest` runs it by itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { capabilities, contributes } from './contributes.ts';

export { contributes };

const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url));

/**
 * Puts what is generated into a package.json, leaving a file that has it already untouched.
 * @returns whether the file changed.
 */
export function writeContributes(file = packageFile): boolean {
  const before = readFileSync(file, 'utf8');
  const manifest = JSON.parse(before) as Record<string, unknown>;
  const after =
    JSON.stringify({ ...manifest, capabilities: capabilities(), contributes: contributes() }, null, 2) + '\n';
  if (after === before) return false;
  writeFileSync(file, after);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(writeContributes() ? 'package.json: rewritten.' : 'package.json: up to date.');
}
