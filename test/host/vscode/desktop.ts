/** Desktop VS Code: runs the same in-host modules where there is one. */
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { findOnPath } from './program.ts';
import { type Sandbox } from './sandbox.ts';
import { cache, type VsCodeBuild } from './versions.ts';

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';

/** A desktop VS Code: an executable, or the version to download. */
export type DesktopVsCode = { readonly executable: string } | { readonly version: string };

/**
 * Finds desktop VS Code: the one that `VSCODE_PATH` names, else the maker's download where it answers within 3
 * seconds. Without a display there is none.
 * @throws Error when `VSCODE_PATH` is set but there is no display for it.
 */
export async function findDesktop(build: VsCodeBuild): Promise<DesktopVsCode | undefined> {
  const executable = process.env['VSCODE_PATH'];
  if (executable !== undefined && executable !== '') {
    if (!hasDisplay())
      throw new Error('VSCODE_PATH is set, but desktop VS Code needs a display: try "xvfb-run -a".');
    return { executable };
  }
  return hasDisplay() && (await answers(downloads)) ? { version: build.vscode } : undefined;
}

/** VS Code's command on this machine, for a person who wants to see the extension. */
export function findCodeCommand(): string | undefined {
  const named = process.env['VSCODE_PATH'];
  if (named !== undefined && named !== '') return named;
  return hasDisplay() ? findOnPath('code', 'code-insiders', 'codium') : undefined;
}

/** How the desktop is called in the first line of a run. */
export function desktopName(desktop: DesktopVsCode): string {
  return 'executable' in desktop
    ? `VS Code (desktop, ${desktop.executable})`
    : `VS Code ${desktop.version} (desktop)`;
}

/**
 * Runs an in-host module in desktop VS Code; its output goes to this process's.
 * @returns the exit code.
 */
export async function runInDesktop(
  desktop: DesktopVsCode,
  sandbox: Sandbox,
  extension: string,
  tests: string,
): Promise<number> {
  try {
    return await runTests({
      ...('executable' in desktop
        ? { vscodeExecutablePath: desktop.executable }
        : { version: desktop.version }),
      cachePath: cache,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      extensionTestsEnv: sandbox.environment,
      launchArgs: [
        sandbox.workspace,
        ...['--user-data-dir', sandbox.userData],
        ...['--extensions-dir', sandbox.extensions],
        '--disable-telemetry',
      ],
    });
  } catch (error) {
    // The module's own failure; all others are ours.
    if (error instanceof TestRunFailedError && error.code !== undefined) return error.code;
    throw error;
  }
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (name) => name !== undefined && name !== '',
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Offline, or the host is blocked: the workbench from npm serves.
    return false;
  }
}
