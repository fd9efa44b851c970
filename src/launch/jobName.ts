/** AWS's limit; the pattern is `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`. */
const longest = 63;

/**
 * `<script's stem>-MMDD-HHMMSS-mmm` (UTC), a name that SageMaker takes for jobs, models and endpoints. Short, so that a
 * sidebar has room for the status behind it; the year stands in the creation time.
 */
export function jobNameFor(scriptFile: string, now: Date): string {
  return jobNameFrom(stemOf(scriptFile), now);
}

/** `train` of `src/train.py`. */
export function stemOf(scriptFile: string): string {
  return scriptFile.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** `<base>-MMDD-HHMMSS-mmm` (UTC); what SageMaker does not take in a name becomes hyphens. */
export function jobNameFrom(base: string, now: Date): string {
  const moment = now.toISOString().slice('YYYY-'.length).replace(/[-:Z]/g, '').replace(/[T.]/g, '-');
  const stem = base
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest - moment.length - 1)
    .replace(/-+$/, '');
  return `${stem === '' ? 'job' : stem}-${moment}`;
}

/** What is wrong with a name of a job, model or endpoint, for a person; `undefined` when SageMaker takes it. */
export function nameProblem(name: string): string | undefined {
  if (name.length === 0) return 'A name is needed.';
  if (name.length > longest) return `At most ${longest} characters; this has ${name.length}.`;
  if (!/^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/.test(name))
    return 'Letters, digits and hyphens; begins and ends with a letter or digit.';
  return undefined;
}
