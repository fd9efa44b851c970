/** AWS's limit; the pattern is `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`. */
const longest = 63;

/** `<script's stem>-YYYY-MM-DD-HH-MM-SS-mmm` (UTC), a name that SageMaker takes for jobs, models and endpoints. */
export function jobNameFor(scriptFile: string, now: Date): string {
  const time = now.toISOString().replace(/[T:.]/g, '-').replace('Z', '');
  const stem = scriptFile
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, longest - time.length - 1)
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'job' : stem}-${time}`;
}

/** What is wrong with a name of a job, model or endpoint, for a person; `undefined` when SageMaker takes it. */
export function nameProblem(name: string): string | undefined {
  if (name.length === 0) return 'A name is needed.';
  if (name.length > longest) return `At most ${longest} characters; this has ${name.length}.`;
  if (!/^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/.test(name))
    return 'Letters, digits and hyphens; begins and ends with a letter or digit.';
  return undefined;
}
