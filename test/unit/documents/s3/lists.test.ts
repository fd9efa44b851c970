import { describe, expect, it } from 'vitest';
import { KnownObjects } from '../../../../src/documents/s3/knownObjects.ts';
import type { ListedObject, ObjectPage } from '../../../../src/documents/s3/listing.ts';
import type { ObjectFacts } from '../../../../src/documents/s3/objectFacts.ts';
import { FolderList } from '../../../../src/documents/s3/view/folderList.ts';
import { inParallel } from '../../../../src/platform/inParallel.ts';
import { parseS3Uri } from '../../../../src/platform/s3Uri.ts';

const object = (key: string): ListedObject => ({
  key,
  size: 1,
  modifiedAt: undefined,
  etag: '"e"',
  storageClass: undefined,
});

function folderOf(all: string[]) {
  const asked: (string | undefined)[] = [];
  const load = async (token: string | undefined): Promise<ObjectPage> => {
    asked.push(token);
    const from = Number(token ?? 0);
    const page = all.slice(from, from + 2);
    return {
      prefixes: page.filter((key) => key.endsWith('/')),
      objects: page.filter((key) => !key.endsWith('/')).map(object),
      nextToken: from + 2 < all.length ? String(from + 2) : undefined,
    };
  };
  return { list: new FolderList(load), asked };
}

const keysOf = (list: FolderList) => [...list.prefixes, ...list.objects.map(({ key }) => key)];

describe('a folder of the view', () => {
  it('loads pages on demand, folders first', async () => {
    const { list, asked } = folderOf(['a', 'b', 'c/', 'd', 'e']);
    await Promise.all([list.load(), list.load()]);
    expect(asked).toEqual([undefined]);
    expect(keysOf(list)).toEqual(['a', 'b']);
    await list.more();
    await list.more();
    expect(keysOf(list)).toEqual(['c/', 'a', 'b', 'd', 'e']);
    expect(list.hasMore).toBe(false);
  });

  it('shows what was asked for by name, and as many pages again after a change', async () => {
    const all = ['a', 'b', 'c/', 'd', 'e', 'f'];
    const { list } = folderOf(all);
    await list.load();
    list.includePrefix('c/');
    list.includeObject(object('f'));
    expect(keysOf(list)).toEqual(['c/', 'a', 'b', 'f']);
    await list.more();
    all.shift();
    list.invalidate();
    await list.load();
    expect(keysOf(list)).toEqual(['c/', 'b', 'd', 'e']);
    expect(list.hasMore).toBe(true);
  });

  it('keeps what is loaded, and the reason, when S3 fails', async () => {
    let fails = false;
    const list = new FolderList(async () => {
      if (fails) throw new Error('no');
      return { prefixes: [], objects: [object('a')], nextToken: undefined };
    });
    await list.load();
    fails = true;
    list.invalidate();
    await list.load();
    expect([keysOf(list), String(list.error)]).toEqual([['a'], 'Error: no']);
    fails = false;
    list.invalidate();
    await list.load();
    expect(list.error).toBeUndefined();
  });
});

describe('known objects', () => {
  const facts = (etag: string, time: number): ObjectFacts => ({
    etag,
    size: 1,
    modifiedAt: new Date(time),
    storageClass: undefined,
    kept: {},
  });

  it('tell a change within the second by the time of modification', () => {
    const known = new KnownObjects();
    expect(known.saw('o', facts('a', 1000))).toBe(1000);
    expect(known.saw('o', facts('a', 1000))).toBe(1000);
    expect(known.saw('o', facts('b', 1000))).toBe(1001);
    expect(known.saw('o', facts('c', 1000))).toBe(1002);
    expect(known.saw('o', facts('d', 5000))).toBe(5000);
    expect(known.base('o')).toMatchObject({ facts: { etag: 'd' }, changed: false });
  });

  it('tell once of a change that VS Code does not notice', () => {
    const known = new KnownObjects();
    known.read('o', facts('a', 1000));
    expect(known.base('o')?.changed).toBe(false);
    known.saw('o', facts('b', 2000));
    expect(known.base('o')).toMatchObject({ facts: { etag: 'b' }, changed: true });
    expect(known.base('o')?.changed).toBe(false);
    known.read('o', facts('b', 2000));
    known.saw('o', { ...facts('c', 3000), size: 2 });
    // VS Code has asked.
    expect(known.base('o')?.changed).toBe(false);
    known.wrote('o', 'd', 5);
    expect(known.saw('o', { ...facts('d', 3000), size: 5 })).toBe(3000);
    expect(known.base('o')?.changed).toBe(false);
  });

  it('are forgotten, the oldest first', () => {
    const known = new KnownObjects();
    for (let at = 0; at < 600; at++) known.saw(`o${at}`, facts('a', 1));
    expect(known.base('o0')).toBeUndefined();
    expect(known.base('o599')).toBeDefined();
  });
});

describe('acts in parallel', () => {
  it('begin no more after a failure, and end before it is told', async () => {
    const begun: number[] = [];
    let ended = 0;
    const acts = inParallel([1, 2, 3, 4, 5, 6], 2, async (n) => {
      begun.push(n);
      await new Promise((wake) => setTimeout(wake, n === 1 ? 1 : 20));
      ended += 1;
      if (n === 1) throw new Error('one');
    });
    await expect(acts).rejects.toThrow('one');
    expect(begun).toEqual([1, 2]);
    expect(ended).toBe(2);
  });
});

describe('S3 URIs', () => {
  it('name a bucket and a key, whatever the key holds', () => {
    expect(parseS3Uri('s3://b')).toEqual({ bucket: 'b', key: '' });
    expect(parseS3Uri('s3://b/')).toEqual({ bucket: 'b', key: '' });
    expect(parseS3Uri('s3://b//a?x#y%20\nz')).toEqual({ bucket: 'b', key: '/a?x#y%20\nz' });
    expect(parseS3Uri('https://b/k')).toBeUndefined();
    expect(parseS3Uri('s3:///k')).toBeUndefined();
  });
});
