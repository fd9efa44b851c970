import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PendingUploads } from '../../../../src/launch/uploads/pendingUploads.ts';

it('leaves uploads to who sends them, but not to a process that has got the number of one from before a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pending-'));
  try {
    const file = join(folder, 'uploads.json');
    const upload = { connection: 'this-machine', bucket: 'b', key: 'k', partSize: 1, pid: process.ppid };
    const booted = Date.now() - uptime() * 1000;
    const sent = { ...upload, uploadId: 'sent', begun: Date.now() };
    const before = { ...upload, uploadId: 'before', begun: booted - 60_000 };
    await writeFile(file, JSON.stringify([sent, before]));
    expect(await new PendingUploads(file).left('this-machine')).toEqual([before]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
