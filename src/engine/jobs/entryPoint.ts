import { constants } from 'node:fs';
import { access, chmod, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { type HostFolder } from './folders.ts';
import { type HostStep } from './hostSpec.ts';
import { JobFailure } from './jobFailure.ts';

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The Python to run with, as an absolute path. @throws JobFailure `ClientError` saying what was tried and what to set. */
export async function findPython(python: string, path: string): Promise<string> {
  const given = isAbsolute(python) || /[\\/]/.test(python);
  const endings = process.platform === 'win32' && !/\.\w+$/.test(python) ? ['.exe', '.bat', '.cmd'] : [''];
  const folders = given ? [''] : path.split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const ending of endings) {
      const file = (folder === '' ? python : join(folder, python)) + ending;
      if (await isExecutable(file)) return file;
    }
  }
  throw new JobFailure(
    'ClientError',
    `Python was not found: "${python}" is no program that can be run${given ? '' : ' and on the PATH'}. ` +
      'Install Python 3, or set "sagemaker.local.python" to the interpreter that training jobs are to run with.',
  );
}

/** Quotes for `sh` what needs it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** A step as a person would type it. */
export function commandText(step: HostStep): string {
  return [step.command, ...step.args].map(shellWord).join(' ');
}

async function shellStep(code: string, program: string, args: readonly string[]): Promise<HostStep> {
  if (process.platform === 'win32') {
    throw new JobFailure('ClientError', `The entry point "${program}" needs a shell, which Windows has not.`);
  }
  // Without the program the shell says what is missing.
  if (await exists(join(code, program))) await chmod(join(code, program), 0o777);
  const line = [`./${program}`, ...args].map(shellWord).join(' ');
  return { command: '/bin/sh', args: ['-c', line], failure: 'ExecuteUserScriptError' };
}

/**
 * The commands of a script-mode job, as AWS's toolkit chooses them: what it needs installed into the job's own folder,
 * then the entry point, `.py` as a script, in a source with `setup.py` as a module, anything else through the shell.
 * @param python absolute path of the interpreter.
 */
export async function entryPointSteps(
  python: string,
  folder: HostFolder,
  program: string,
  args: readonly string[],
): Promise<HostStep[]> {
  const { code, packages } = folder;
  if (program.endsWith('.sh')) return [await shellStep(code, program, args)];
  const isPackage = await exists(join(code, 'setup.py'));
  if (!isPackage && !program.endsWith('.py')) return [await shellStep(code, program, args)];
  const requirements = (await exists(join(code, 'requirements.txt'))) ? ['-r', 'requirements.txt'] : [];
  const what = [...(isPackage ? ['.'] : []), ...requirements];
  const install: HostStep = {
    command: python,
    args: ['-m', 'pip', 'install', '--target', packages, ...what],
    failure: isPackage ? 'InstallModuleError' : 'InstallRequirementsError',
  };
  const script = isPackage ? ['-m', program.replace(/\.py$/, '').replaceAll('/', '.')] : [program];
  const run: HostStep = { command: python, args: [...script, ...args], failure: 'ExecuteUserScriptError' };
  return what.length > 0 ? [install, run] : [run];
}
