/**
 * Opens VS Code with the extension for a person, on a copy of the sample: desktop VS Code where there is one, else the
 * workbench from npm, at the address that this prints, until Ctrl-C.
 * `node test/host/start.ts [--vscode oldest] [--extension DIR]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { exitWith, readCommandLine, type CommandLine } from './vscode/commandLine.ts';
import { findCodeCommand } from './vscode/desktop.ts';
import { installExtension } from './vscode/extension.ts';
import { ensureVsCode } from './vscode/install.ts';
import { startServer } from './vscode/server.ts';
import { writeSettings } from './vscode/settings.ts';
import { builds, root, sample } from './vscode/versions.ts';
import { workbenchUrl } from './vscode/workbench.ts';

/** Kept between starts: the person's edits, settings and open editors. */
const home = join(root, 'out', 'start');

await exitWith(async () => {
  const line = readCommandLine();
  const workspace = join(home, basename(sample));
  if (!existsSync(workspace)) await cp(sample, workspace, { recursive: true });
  const code = findCodeCommand();
  return code === undefined ? serve(line, workspace) : openDesktop(code, line, workspace);
});

async function openDesktop(code: string, line: CommandLine, workspace: string): Promise<number> {
  console.log(`Opening ${workspace} in ${code}`);
  const args = [`--extensionDevelopmentPath=${line.extension}`, workspace];
  const [exitCode] = (await once(spawn(code, args, { stdio: 'inherit' }), 'exit')) as [number | null];
  return exitCode ?? 1;
}

async function serve(line: CommandLine, workspace: string): Promise<number> {
  const build = builds[line.build];
  const vscode = await ensureVsCode(build);
  const data = join(home, `vscode-${build.vscode}`);
  const [userData, extensions] = [join(data, 'user-data'), join(data, 'extensions')];
  if (!existsSync(userData)) await writeSettings(userData);
  // What was built last, and nothing from earlier starts.
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  await installExtension(line.extension, extensions);
  const options = { home: data, userData, extensions, environment: process.env, driver: false };
  const server = await startServer(vscode, options);
  console.log(
    `VS Code ${build.vscode} (workbench from npm): open this in a browser on this machine, Ctrl-C ends it.`,
  );
  console.log(`\n  ${workbenchUrl(server, workspace)}\n`);
  if ((await server.ended) === 'stopped') return 0;
  throw new Error(`VS Code's server ended by itself; what it printed is in ${server.log}.`);
}
