import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as vscode from 'vscode';
import { settings } from '../manifest/settings.ts';
import type { Log } from '../platform/log.ts';
import { readSetting } from '../platform/settings.ts';
import { UserError } from '../platform/userError.ts';
import type { EngineAddress } from './engineAddress.ts';
import { startEngineProcess } from './engineProcess.ts';
import type { EngineControl } from './localEngine.ts';
import { findPython } from './python.ts';

/** Milliseconds; a first start on a slow disk takes some seconds. */
const startTimeout = 30_000;
const stopTimeout = 40_000;

/** Starts and stops the engine that is part of this extension, as the settings say. */
export class InstalledEngine implements EngineControl {
  readonly #program: string;
  readonly #logFile: string;
  readonly #log: Log;

  constructor(context: vscode.ExtensionContext, log: Log) {
    this.#program = join(context.extensionPath, 'dist', 'engine.js');
    this.#logFile = join(context.logUri.fsPath, 'engine.log');
    this.#log = log;
  }

  async start(): Promise<EngineAddress> {
    const python = await findPython(this.#log);
    const args = [
      'serve',
      ...dataDirectory(),
      '--idle-exit',
      String(readSetting(settings.localIdleExitMinutes)),
    ];
    if (python) args.push('--python', python);
    this.#log.info(`Starting the local engine: ${args.join(' ')}; its own log is ${this.#logFile}`);
    return startEngineProcess({
      program: this.#program,
      args,
      logFile: this.#logFile,
      timeout: startTimeout,
    });
  }

  async stop(): Promise<void> {
    const run = promisify(execFile);
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    try {
      await run(process.execPath, [this.#program, 'stop', ...dataDirectory()], { env, timeout: stopTimeout });
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
      throw new UserError(
        'unexpected',
        `SageMaker on this machine could not be stopped${said && `: ${said}`}`,
        {
          cause: error,
        },
      );
    }
  }
}

/** The environment goes before the setting, and the engine reads that itself, as it knows the default. */
function dataDirectory(): string[] {
  const directory = readSetting(settings.localDataDirectory);
  return process.env['SAGEMAKER_LOCAL_DATA_DIR'] || !directory ? [] : ['--data-dir', directory];
}
