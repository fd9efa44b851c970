/** A process of its own, so that its memory is its own: bundles the folder of its argument and tells what that took. */
import { archiveStream } from '../../../src/launch/bundle/archive.ts';
import { contentHashes } from '../../../src/launch/bundle/contentHash.ts';
import { listSource } from '../../../src/launch/bundle/countSource.ts';

const [folder, counted] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');
// Loaded before the clock runs, as in a window that has launched before.
await import('tar-stream');
const base = process.resourceUsage().maxRSS;
const begin = performance.now();
const { entries } = await listSource(folder);
const listed = performance.now();
let bytes = 0;
if (counted !== 'count') {
  const hashes = await contentHashes(entries);
  for await (const piece of await archiveStream(entries, hashes)) bytes += (piece as Buffer).length;
}
const end = performance.now();
console.log(
  JSON.stringify({
    files: entries.length,
    bytes,
    seconds: (end - begin) / 1000,
    listSeconds: (listed - begin) / 1000,
    // Kilobytes; of what the launch itself needs.
    grownBy: process.resourceUsage().maxRSS - base,
  }),
);
