import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PendingUpload, PendingUploads } from '../../../../src/launch/uploads/pendingUploads.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pending-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Of another window that goes on. */
const of = (uploadId: string, begun = Date.now(), pid = process.ppid): PendingUpload => ({
  ...{ connection: 'this-machine', bucket: 'b', key: 'k', partSize: 1, pid, uploadId, begun },
});

describe('PendingUploads', () => {
  it('leaves uploads to who sends them, but not to a process that has got the number of one from before a restart', async () => {
    const before = of('before', Date.now() - uptime() * 1000 - 60_000);
    const other = new PendingUploads(folder);
    await other.begin(of('sent'));
    await other.begin(before);
    await writeFile(join(folder, 'spoiled.json'), '{"connection": "this-mach');
    expect(await new PendingUploads(folder).left('this-machine')).toEqual([before]);
  });

  it('loses nothing when windows write at the same moment', async () => {
    const windows = [1, 2, 3].map(() => new PendingUploads(folder));
    const ids = Array.from({ length: 60 }, (_, index) => `upload-${index}`);
    const gone = ids.filter((_, index) => index % 4 === 0);
    const windowOf = (id: string): PendingUploads => windows[ids.indexOf(id) % 3]!;
    await Promise.all(
      ids.map(async (id) => {
        await windowOf(id).begin(of(id, Date.now(), process.pid));
        if (gone.includes(id)) await windowOf(id).end(id);
      }),
    );
    const left = await new PendingUploads(folder).left('this-machine');
    expect(left.map(({ uploadId }) => uploadId).sort()).toEqual(
      ids.filter((id) => !gone.includes(id)).sort(),
    );
    await Promise.all(left.map(({ uploadId }) => windows[0]!.end(uploadId)));
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets one of several take over what was left', async () => {
    const left = of('left', 0);
    await new PendingUploads(folder).begin(left);
    const windows = [1, 2, 3].map((pid) => ({ pid, window: new PendingUploads(folder) }));
    const begun = Date.now();
    const taken = await Promise.all(
      windows.map(({ pid, window }) => window.takeOver(left, { pid, begun, launch: 'one' })),
    );
    expect(taken.filter((yes) => yes)).toHaveLength(1);
    const own = new PendingUploads(undefined);
    await own.begin(left);
    expect(await own.takeOver(left, { pid: process.pid, begun })).toBe(false);
    own.pause('left');
    expect(await own.takeOver(left, { pid: process.pid, begun })).toBe(true);
    own.pause('left');
    expect(await own.left('this-machine')).toEqual([{ ...left, pid: process.pid, begun }]);
  });
});
