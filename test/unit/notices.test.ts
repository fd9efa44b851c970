import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticesOf } from '../../src/manifest/notices.ts';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'notices-'))));
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

const output = (...files: readonly string[]) => ({
  inputs: Object.fromEntries(files.map((file) => [file, { bytesInOutput: 10 }])),
});

describe('notices', () => {
  it('name each package in the bundles once, with the texts of its licence, equal ones once', async () => {
    for (const name of ['a', '@scope/b', 'a/node_modules/c']) {
      const own = { name: name.replace(/.*node_modules\//, ''), version: '1.0.0', license: 'MIT' };
      await write(`node_modules/${name}/package.json`, JSON.stringify(own));
    }
    await write('node_modules/a/LICENSE', 'the text\n');
    await write('node_modules/@scope/b/LICENCE.md', 'the text');
    await write('node_modules/a/node_modules/c/license.txt', 'another text');
    await write('node_modules/a/node_modules/c/NOTICE', 'a notice');
    const first = output('src/main.ts', 'node_modules/a/x.js', 'node_modules/@scope/b/deep/y.js');
    const second = output('node_modules/a/node_modules/c/z.js', 'node_modules/a/x.js');
    const unused = { inputs: { 'node_modules/shaken/x.js': { bytesInOutput: 0 } } };
    const [, both, one, ...more] = noticesOf([first, second, unused], root).split(/\n\n-+\n\n/);
    expect([both, one, more]).toEqual([
      '@scope/b 1.0.0 (MIT)\na 1.0.0 (MIT)\n\nthe text',
      'c 1.0.0 (MIT)\n\na notice\n\nanother text\n',
      [],
    ]);
  });

  it('stop a build whose bundle has a package without a licence', async () => {
    await write('node_modules/a/package.json', '{"name": "a", "version": "1.0.0"}');
    expect(() => noticesOf([output('node_modules/a/x.js')], root)).toThrow('a says nothing of its licence.');
  });
});
