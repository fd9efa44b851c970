import { origin, type ProgramError } from './programError.ts';
import { sentPath } from './sentPath.ts';

/** Whether the person's own code has raised it, and no library that it has called. */
export function isOwnRaise(error: ProgramError): boolean {
  const file = origin(error).frames.at(-1)?.file;
  return file !== undefined && sentPath(file) !== undefined;
}

/** What an error says, with what its frames tell of it: a name that `os.environ` lacks is no other key, a program no file. */
export function said({ error, frames }: ProgramError): string {
  const file = frames.at(-1)?.file ?? '';
  if (error.startsWith('FileNotFoundError: ') && /[\\/]subprocess\.py$/.test(file))
    return `${error}\nsubprocess`;
  return error.startsWith('KeyError: ') && /(?:^<frozen os>|[\\/]os\.py)$/.test(file)
    ? `${error}\nos.environ`
    : error;
}
