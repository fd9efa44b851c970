/** Runs a module in the extension host of the workbench from npm, to its end. */
import { join } from 'node:path';
import { markVariable } from '../inHostOutput.ts';
import { runProgram } from './program.ts';
import { root } from './versions.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** A module, what it runs in, and how long it may take. */
export interface InHostRun extends WorkbenchOptions {
  readonly tests: string;
  /** Gets what the module prints, and the workbench as soon as it is open. What it throws ends the run. */
  readonly onOutput: (text: string, workbench: Promise<Workbench>) => Promise<void> | void;
  /** Milliseconds. */
  readonly limit: number;
}

/** Compiles in-host modules: `host-tests` or `host-demo`, targets of esbuild.mjs. */
export async function compile(target: 'host-tests' | 'host-demo' | 'host-bench'): Promise<void> {
  await runProgram(process.execPath, [join(root, 'esbuild.mjs'), target], { cwd: root });
}

/**
 * Opens the workbench, runs the module and closes the workbench.
 * @returns the module's exit code.
 * @throws Error when it takes longer than `limit`, or the page goes away.
 */
export async function runInHost(run: InHostRun): Promise<number> {
  const spoken: string[] = [];
  const opening = Promise.withResolvers<Workbench>();
  const failing = Promise.withResolvers<never>();
  // A failure before the workbench is open is looked at only then.
  failing.promise.catch(() => undefined);
  const listen = async (text: string): Promise<void> => {
    spoken.push(text);
    await run.onOutput(text, opening.promise);
  };
  const workbench = await openWorkbench({
    ...run,
    variables: { [markVariable]: '1', ...run.variables },
    onLog: (text) => void listen(text).catch(failing.reject),
  });
  opening.resolve(workbench);
  try {
    const code = await withLimit(Promise.race([workbench.exitCode, failing.promise]), run.limit);
    // A module that cannot even be loaded says so only in the workbench's own log.
    if (code !== 0 && spoken.length === 0) console.error(lastErrors(workbench));
    return code;
  } finally {
    await workbench.close();
  }
}

function lastErrors(workbench: Workbench): string {
  const errors = workbench.workbenchLog.filter((line) => line.startsWith('error:'));
  return ['The module printed nothing; the workbench’s last errors:', ...errors.slice(-3)].join('\n');
}

async function withLimit<T>(work: Promise<T>, limit: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`The run was ended: it took longer than ${Math.round(limit / 1000)} s.`));
  }, limit);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
