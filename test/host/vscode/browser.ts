/** The browser that the workbench runs in. */
import { installDebianPackages } from './debian.ts';
import { findOnPath } from './program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Nothing but the page: no sandbox inside containers, no updates, no traffic of the browser's own. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium or Chrome: the one that `CHROME_PATH` names, else one on PATH, else Debian's, which is then installed.
 * @throws Error with one line that says how to get one.
 */
export async function ensureBrowser(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const found = findOnPath(...names);
  if (found !== undefined) return found;
  console.log('Installing Chromium …');
  await installDebianPackages(['chromium'], 'The workbench');
  const installed = findOnPath(...names);
  if (installed === undefined)
    throw new Error('Chromium was installed but is not on PATH: set CHROME_PATH to it.');
  return installed;
}
