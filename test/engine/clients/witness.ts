import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a program answers; says loudly on the terminal when it does not, because a test is then left out. */
async function answers(name: string, program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, args);
    return true;
  } catch {
    console.warn(
      `\n*** NO WITNESS: ${name} is not on this machine; the tests that need it are SKIPPED. ***\n`,
    );
    return false;
  }
}

/** The unmodified AWS CLI. */
export const hasAwsCli = (): Promise<boolean> => answers('the AWS CLI', 'aws', ['--version']);

/** Python with boto3. */
export const hasBoto3 = (): Promise<boolean> => answers('boto3', 'python3', ['-c', 'import boto3']);

/** Runs a client to its end. @throws Error with what it said when it fails. */
export async function client(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { stdout } = await run(program, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
