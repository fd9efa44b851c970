import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/launch/script/readScript.ts';
import { readingTable } from './readingTable.ts';

const folder = join(import.meta.dirname, '../../../fixtures/scripts');
const golden = join(folder, 'readings.golden.md');

describe('what is read of scripts', () => {
  it('is as in readings.golden.md (rewritten with UPDATE_GOLDEN=1)', async () => {
    const names = (await readdir(folder)).filter((name) => /\.(?:py|sh|ipynb)$/.test(name)).sort();
    expect(names.length).toBeGreaterThanOrEqual(25);
    const tables = await Promise.all(
      names.map(async (name) =>
        readingTable(name, readScript(await readFile(join(folder, name), 'utf8'), name)),
      ),
    );
    const text = tables.join('\n');
    if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, text);
    expect(text).toBe(await readFile(golden, 'utf8'));
  });
});
