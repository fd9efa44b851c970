import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { cleanEnvironment } from './baseEnvironment.ts';
import { killTree } from './command.ts';
import { FolderChanges } from './folderChanges.ts';
import { hostFiles, type HostEnded, type HostStarted } from './hostSpec.ts';
import { JobFailure } from './jobFailure.ts';
import { isAlive } from './processIdentity.ts';
import { readStateFile } from './stateFile.ts';

/** Changes are seen at once; this is for file systems where that cannot be, and for lost runners. */
const LOOK_MILLISECONDS = 1000;

/** Starts the runner of a host, which outlives this process. @returns whether it still runs (while it is our child). */
function startRunner(root: string, runner: string): () => boolean {
  const errors = openSync(hostFiles(root).errors, 'a');
  const child = spawn(process.execPath, [runner, root], {
    cwd: root,
    // Under VS Code the executable is Electron, which is Node only when told so.
    env: {
      ...cleanEnvironment(process.env),
      ...(process.versions['electron'] !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    },
    detached: true,
    stdio: ['ignore', 'ignore', errors],
    windowsHide: true,
  });
  closeSync(errors);
  let running = true;
  const over = () => {
    running = false;
  };
  child.once('exit', over).once('error', over);
  child.unref();
  return () => running;
}

/** Asks the runner of a host to end its command: SIGTERM, and SIGKILL after the grace that its spec names. */
export function stopHost(root: string): void {
  const files = hostFiles(root);
  writeFileSync(files.stop, '');
  const started = readStateFile<HostStarted>(files.started);
  // The file alone is enough; the signal is quicker. A runner that has not said so yet may not handle it yet.
  if (started && process.platform !== 'win32' && isAlive(started.runner)) {
    process.kill(started.runner.pid, 'SIGTERM');
  }
}

function lost(root: string): JobFailure {
  const files = hostFiles(root);
  const started = readStateFile<HostStarted>(files.started);
  if (started?.child && isAlive(started.child)) killTree(started.child.pid, 'SIGKILL');
  const said = readFileSync(files.errors, 'utf8').trim().slice(-500);
  return new JobFailure(
    'InternalServerError',
    'The process that ran the training was ended from outside (a restart of this machine, or someone killed it), ' +
      `so its result is not known. Start the job again.${said && ` It said: ${said}`}`,
  );
}

/**
 * Starts a host's runner, or takes up the one that an earlier engine started, and waits for its end.
 * @param runner the runner's program.
 * @param signal ends the waiting, not the runner; the promise then rejects with the signal's reason.
 * @throws JobFailure when the runner is gone and left no result.
 */
export async function superviseHost(root: string, runner: string, signal: AbortSignal): Promise<HostEnded> {
  const files = hostFiles(root);
  const ended = () => readStateFile<HostEnded>(files.ended);
  let ours: (() => boolean) | undefined;
  const changes = new FolderChanges(root, signal);
  try {
    for (;;) {
      const result = ended();
      if (result) return result;
      const started = readStateFile<HostStarted>(files.started);
      // A second runner is harmless, it finds the first one's claim: so one is started whenever none has reported.
      if (!started) ours ??= startRunner(root, runner);
      const gone = started ? !isAlive(started.runner) : ours?.() === false;
      if (gone) {
        const final = ended();
        if (final) return final;
        if (started ?? !readStateFile<HostStarted>(files.started)) throw lost(root);
      }
      await changes.next(LOOK_MILLISECONDS);
      signal.throwIfAborted();
    }
  } finally {
    changes.close();
  }
}
