import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../platform/userError.ts';
import { type EngineAddress, parseAddress } from './engineAddress.ts';

export interface EngineStart {
  /** `dist/engine.js`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Receives what the engine writes to stderr, over the engine's whole life. */
  readonly logFile: string;
  /** Milliseconds until its address must be there. */
  readonly timeout: number;
}

/**
 * Starts the engine as a process of its own that outlives this window, and waits for its address. An engine that runs
 * on the same data already answers with its own address, so any number of windows may call this at once.
 * @throws UserError `engine-failed-to-start`, with the end of the engine's own words.
 */
export async function startEngineProcess(start: EngineStart): Promise<EngineAddress> {
  await mkdir(dirname(start.logFile), { recursive: true });
  const log = await open(start.logFile, 'a');
  const logStart = (await log.stat()).size;
  try {
    return await firstLine(start, log.fd);
  } catch (error) {
    const words = await tail(start.logFile, logStart);
    throw failure(error instanceof Error ? error.message : String(error), words, error);
  } finally {
    await log.close();
  }
}

function firstLine(start: EngineStart, stderr: number): Promise<EngineAddress> {
  // VS Code's own runtime runs the engine, so people need no Node of theirs.
  const child = spawn(process.execPath, [start.program, ...start.args], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', stderr],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const { stdout } = child;
  if (!stdout) throw new Error('has no standard output');
  let timer: NodeJS.Timeout | undefined;
  return new Promise<EngineAddress>((resolve, reject) => {
    timer = setTimeout(() => {
      child.kill();
      reject(new Error(`did not answer within ${start.timeout / 1000} s`));
    }, start.timeout);
    let text = '';
    stdout.setEncoding('utf8');
    stdout.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0) return;
      const address = parseAddress(text.slice(0, end));
      if (address) resolve(address);
      else reject(new Error(`answered with "${text.slice(0, Math.min(end, 200))}"`));
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`ended with ${signal ?? `exit code ${code ?? '?'}`}`)),
    );
  }).finally(() => {
    clearTimeout(timer);
    stdout.destroy();
    child.unref();
  });
}

function failure(what: string, words: string, cause: unknown): UserError {
  // Whose words these are is clear here.
  const said = words.replace(/^sagemaker-local: /gm, '');
  return new UserError(
    'engine-failed-to-start',
    `SageMaker on this machine could not start: ${said ? `${said} (it ${what})` : `it ${what}`}.`,
    {
      advice: 'Check the settings under "sagemaker.local" and the log.',
      cause,
    },
  );
}

/** The last lines that this start added to the log file. */
async function tail(logFile: string, from: number): Promise<string> {
  const added = (await readFile(logFile)).subarray(from).toString('utf8').trim();
  return added.split('\n').slice(-5).join('\n').slice(-1000);
}
