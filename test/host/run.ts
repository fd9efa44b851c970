/**
 * Runs the in-host suite in a real VS Code: desktop VS Code where there is one, else the workbench from npm.
 * `node test/host/run.ts [--vscode oldest] [--grep PATTERN] [--extension DIR]`
 */
import { join } from 'node:path';
import { installPythonDebugger } from './debugger/install.ts';
import { exitWith, readCommandLine, type CommandLine } from './vscode/commandLine.ts';
import { desktopName, findDesktop, runInDesktop, type DesktopVsCode } from './vscode/desktop.ts';
import { compile, runInHost } from './vscode/inHost.ts';
import { createSandbox } from './vscode/sandbox.ts';
import { writeSettings } from './vscode/settings.ts';
import { builds, root, sample } from './vscode/versions.ts';

const suite = join(root, 'out', 'host', 'index.cjs');
/** Against a run that hangs: a busy machine takes several times as long as an idle one. */
const limit = 25 * 60_000;

await exitWith(async () => {
  const line = readCommandLine();
  const desktop = await findDesktop(builds[line.build]);
  if (desktop !== undefined) console.log(desktopName(desktop));
  await compile('host-tests');
  return desktop === undefined ? runWorkbench(line) : runDesktop(desktop, line);
});

function variables(line: CommandLine): Record<string, string> {
  return {
    ...(line.grep === undefined ? {} : { SAGEMAKER_TEST_GREP: line.grep }),
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}

function runWorkbench(line: CommandLine): Promise<number> {
  return runInHost({
    ...line,
    tests: suite,
    folder: sample,
    variables: variables(line),
    installFurther: installPythonDebugger,
    limit,
    onStart: (name) => console.log(name),
    onOutput: (text) => console.log(text),
  });
}

async function runDesktop(desktop: DesktopVsCode, line: CommandLine): Promise<number> {
  const sandbox = await createSandbox(sample, variables(line));
  try {
    await writeSettings(sandbox.userData);
    await installPythonDebugger(sandbox.extensions);
    return await runInDesktop(desktop, sandbox, line.extension, suite);
  } finally {
    await sandbox.dispose();
  }
}
