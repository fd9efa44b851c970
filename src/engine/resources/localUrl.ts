/** Servers that SageMaker runs for people and this engine does not: their URLs lead to a page that says so. */
export type LocalServer =
  'studio' | 'notebook' | 'mlflow' | 'mlflow-app' | 'partner-app' | 'labeling' | 'human-task-ui';

/** No bucket can have this name, so no S3 path begins with it. */
export const PAGES = '/-/';

/** The URL of a server, at the engine itself: `http://127.0.0.1:<port>/-/studio/d-…/ann`. */
export function localUrl(endpoint: string, server: LocalServer, ...path: readonly string[]): string {
  return `${endpoint}${PAGES}${[server, ...path.map(encodeURIComponent)].join('/')}`;
}

/**
 * A URL that a presigning operation answers.
 * @param now milliseconds since the epoch
 * @param seconds for how long it is good
 */
export function presignedUrl(url: string, now: number, seconds: number): string {
  return `${url}?expires=${Math.floor(now / 1000) + seconds}`;
}
