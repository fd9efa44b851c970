/** The packages that VS Code's server itself needs, and their native modules. */
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { installDebianPackages } from './debian.ts';
import { findOnPath, runProgram } from './program.ts';
import { type VsCodeBuild } from './versions.ts';

/** What node-gyp needs to compile: a program and the Debian package that has it. */
const compiler = { make: 'make', 'g++': 'g++', python3: 'python3' } as const;

/**
 * Installs the dependencies of an unpacked VS Code.
 * @param folder the folder with `out/server-main.js`.
 * @param nodeHome the Node that will run it: its `bin/node`, and its headers under `include/`.
 */
export async function installDependencies(
  build: VsCodeBuild,
  folder: string,
  nodeHome: string,
): Promise<void> {
  const env = nodeEnvironment(nodeHome);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await replaceGitDependencies(build, folder);
  console.log('  its dependencies');
  await runProgram('npm', ['install', '--omit=dev', ...quiet], { cwd: folder, env });
  // A packed VS Code looks for its modules under this name.
  await symlink('node_modules', join(folder, 'node_modules.asar'));
  await installCompiler();
  console.log(`  compiling ${build.compiled.join(', ')}`);
  await runProgram('npm', ['rebuild', ...build.compiled], { cwd: folder, env });
  for (const name of build.compiled) await requireBinary(join(folder, 'node_modules', name));
  if (build.ripgrep !== undefined) await linkRipgrep(build.ripgrep, folder, env);
}

/** npm and node-gyp run on the Node that will load the modules, and take its headers instead of downloading some. */
function nodeEnvironment(nodeHome: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [join(nodeHome, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
    // The second is the newer name of the first.
    npm_config_nodedir: nodeHome,
    npm_package_config_node_gyp_nodedir: nodeHome,
  };
}

async function installCompiler(): Promise<void> {
  const missing = Object.entries(compiler).filter(([program]) => findOnPath(program) === undefined);
  if (missing.length > 0)
    await installDebianPackages(
      missing.map(([, name]) => name),
      "Compiling VS Code's modules",
    );
}

/** npm may be set up to leave install scripts out, and says nothing then. */
async function requireBinary(module: string): Promise<void> {
  const release = join(module, 'build', 'Release');
  const built = existsSync(release) ? await readdir(release) : [];
  if (!built.some((name) => name.endsWith('.node')))
    throw new Error(`npm rebuild left ${release} without a module.`);
}

/** The same package from npm instead of a git host, in the manifest and in the lock file. */
async function replaceGitDependencies(build: VsCodeBuild, folder: string): Promise<void> {
  for (const [name, version] of Object.entries(build.replaced)) {
    await edit(join(folder, 'package.json'), (manifest) => {
      manifest.dependencies[name] = version;
    });
    await edit(join(folder, 'npm-shrinkwrap.json'), ({ packages }) => {
      const top = packages?.[''];
      if (top !== undefined) top.dependencies[name] = version;
      // Without its entry npm resolves it anew.
      if (packages !== undefined) Reflect.deleteProperty(packages, `node_modules/${name}`);
    });
  }
}

interface Manifest {
  readonly dependencies: Record<string, string>;
  /** In lock files: what is where in node_modules, and the project itself under "". */
  readonly packages?: Record<string, Manifest>;
}

async function edit(path: string, change: (manifest: Manifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  change(manifest);
  await writeFile(path, JSON.stringify(manifest, undefined, 2));
}

/** Search in files needs ripgrep; newer releases carry the package from which older ones get it here. */
async function linkRipgrep(version: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'];
  await runProgram('npm', [...args, `@vscode/ripgrep-universal@${version}`], { cwd: folder, env });
  const binary = join('ripgrep-universal', 'bin', `linux-${process.arch}`, 'rg');
  const modules = join(folder, 'node_modules', '@vscode');
  if (!existsSync(join(modules, binary))) throw new Error(`@vscode/ripgrep-universal has no ${binary}.`);
  await chmod(join(modules, binary), 0o755);
  await rm(join(modules, 'ripgrep', 'bin'), { recursive: true, force: true });
  await symlink(
    join('..', 'ripgrep-universal', 'bin', `linux-${process.arch}`),
    join(modules, 'ripgrep', 'bin'),
  );
}
