/** Debian packages for what npm cannot give: a compiler and a browser. */
import { existsSync } from 'node:fs';
import { runProgram } from './program.ts';

/**
 * Installs Debian packages with apt.
 * @param why what needs them, for the message.
 * @throws Error with the command to run by hand where this process may not (not Debian, not root).
 */
export async function installDebianPackages(packages: readonly string[], why: string): Promise<void> {
  const list = packages.join(' ');
  if (!existsSync('/etc/debian_version'))
    throw new Error(`${why} needs ${list}: install them and run this again.`);
  if (process.getuid?.() !== 0)
    throw new Error(`${why} needs ${list}: run "sudo apt-get install ${list}" and then this again.`);
  console.log(`  apt-get install ${list}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another installation may be under way on a machine that has just started.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await runProgram('apt-get', [...wait, 'update'], { env });
  await runProgram('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], { env });
}
