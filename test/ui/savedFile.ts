import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './until.ts';

/** How a file ends that has been written whole, by what its name ends with. */
const lastBytes = [
  ['.png', Buffer.from('IEND\u00aeB`\u0082', 'latin1')],
  ['.csv', Buffer.from('\r\n')],
] as const;

/** Waits until a file has been saved in a folder, to its last byte: VS Code makes it first, and writes it then. */
export function savedFile(folder: string, ending: string): Promise<Buffer> {
  const last = lastBytes.find(([type]) => ending.endsWith(type))?.[1] ?? Buffer.of();
  return until(`a whole ${ending} in ${folder}`, async () => {
    const name = (await readdir(folder)).find((one) => one.endsWith(ending));
    const content = name === undefined ? undefined : await readFile(join(folder, name));
    return content && content.length > 0 && content.subarray(-last.length).equals(last) ? content : undefined;
  });
}
