/** What the test programs take on their command lines. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builds, root, type BuildName } from './versions.ts';

/** The options that all programs share. */
export interface CommandLine {
  readonly build: BuildName;
  /** The folder of the extension to run. */
  readonly extension: string;
  /** Runs only the tests whose full title matches. */
  readonly grep?: string;
}

/**
 * Reads `--vscode current|oldest`, `--extension DIR` and `--grep PATTERN`.
 * @throws Error with one line when there is anything else.
 */
export function readCommandLine(args: readonly string[] = process.argv.slice(2)): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      vscode: { type: 'string', default: 'current' },
      extension: { type: 'string', default: root },
      grep: { type: 'string' },
    },
  });
  if (!isBuildName(values.vscode))
    throw new Error(`--vscode ${values.vscode}: there are ${Object.keys(builds).join(' and ')}.`);
  const extension = resolve(values.extension);
  return { build: values.vscode, extension, ...(values.grep === undefined ? {} : { grep: values.grep }) };
}

function isBuildName(name: string): name is BuildName {
  return name in builds;
}

/** Ends the process with a program's exit code; what it throws becomes one line and the code 1. */
export async function exitWith(program: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await program();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
