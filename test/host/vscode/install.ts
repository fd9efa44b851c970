/** Installs VS Code's workbench and server from npm, once a version. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installDependencies } from './dependencies.ts';
import { runProgram } from './program.ts';
import { cache, type VsCodeBuild } from './versions.ts';

/** An installed VS Code: all paths absolute. */
export interface InstalledVsCode {
  readonly build: VsCodeBuild;
  /** The Node that runs the server and the extension host. */
  readonly node: string;
  /** The folder with `out/server-main.js`. */
  readonly folder: string;
}

/**
 * Gives the installed VS Code, after installing it where this machine has none yet (one to two minutes).
 * A folder appears under its name only when it is complete, so an interrupted run leaves nothing that counts as
 * installed, and of two runs at the same time one keeps its folder and the other uses that.
 * @throws Error with one line on what is missing.
 */
export async function ensureVsCode(build: VsCodeBuild): Promise<InstalledVsCode> {
  if (process.platform !== 'linux')
    throw new Error(
      `VS Code from npm runs on Linux only: set VSCODE_PATH to VS Code's executable on this ${process.platform}.`,
    );
  const nodePackage = `node-linux-${process.arch}`;
  const home = join(cache, `vscode-${build.vscode}-node-${build.node}-${process.arch}`);
  if (!existsSync(home)) await install(build, nodePackage, home);
  return {
    build,
    node: join(home, 'node_modules', nodePackage, 'bin', 'node'),
    folder: join(home, 'node_modules', 'code-server', 'lib', 'vscode'),
  };
}

async function install(build: VsCodeBuild, nodePackage: string, home: string): Promise<void> {
  const started = performance.now();
  console.log(`Installing VS Code ${build.vscode} from npm into ${home} …`);
  await mkdir(cache, { recursive: true });
  await removeAbandoned();
  const work = await mkdtemp(join(cache, `installing-${process.pid}-`));
  try {
    await writeFile(join(work, 'package.json'), '{ "private": true }\n');
    console.log(`  code-server ${build.codeServer}, ${nodePackage} ${build.node}`);
    // Its own install scripts would download from hosts other than npm's.
    const wanted = [`code-server@${build.codeServer}`, `${nodePackage}@${build.node}`];
    await runProgram('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
      cwd: work,
    });
    const nodeHome = join(work, 'node_modules', nodePackage);
    await installDependencies(build, join(work, 'node_modules', 'code-server', 'lib', 'vscode'), nodeHome);
    await keep(work, home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  console.log(`  done in ${Math.round((performance.now() - started) / 1000)} s`);
}

async function keep(work: string, home: string): Promise<void> {
  try {
    await rename(work, home);
  } catch (error) {
    // Another run was faster; what it installed is the same.
    if (!existsSync(home)) throw error;
  }
}

/** Removes what runs that were killed have left: their process is gone. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = /^installing-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
