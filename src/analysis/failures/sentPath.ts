/**
 * A printed path relative to the folder of sources that were sent, with `/`: of what lies in a job's or model's code folder
 * (`/opt/ml/code/…`, `/opt/ml/model/code/…`, wherever the engine or a container keeps it), and of relative paths, which Python
 * prints for a script that was started by its name. Undefined for every other path.
 */
export function sentPath(file: string): string | undefined {
  const inFolder = /(?:^|[\\/])opt[\\/]ml[\\/](?:code|model[\\/]code)[\\/](.+)$/.exec(file)?.[1];
  const isRelative =
    !/^(?:[\\/<]|[A-Za-z]:)/.test(file) && !/(?:site|dist)-packages|^lib[\\/]python/.test(file);
  const path = (inFolder ?? (isRelative ? file : undefined))?.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return path === undefined || path.split('/').includes('..') ? undefined : path;
}
