/** Runs other programs: npm, apt, the engine's command line. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How to run a program; times in milliseconds. */
export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
}

/**
 * Runs a program to its end and returns what it printed on both streams.
 * @throws Error with the last lines of its output when it cannot start, ends with another code than 0 or takes too long.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const said = [command, ...args].join(' ');
    child.on('error', (cause) => reject(new Error(`${said} did not start: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(output);
        return;
      }
      const tail = output.trimEnd().split('\n').slice(-25).join('\n');
      reject(new Error(`${said} ended with ${signal ?? code ?? 'no code'}:\n${tail}`));
    });
  });
}

/** The first of these programs that PATH has, as an absolute path. */
export function findOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const extension = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name + extension)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
