import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertNotebook } from '../../../../src/launch/script/notebook.ts';
import { readScript } from '../../../../src/launch/script/readScript.ts';
import { UserError } from '../../../../src/platform/userError.ts';

const notebook = (cells: readonly (string | string[])[], metadata: object = {}): string =>
  JSON.stringify({
    cells: cells.map((source) => ({ cell_type: 'code', source, outputs: [], metadata: {} })),
    metadata,
    nbformat: 4,
  });

describe('convertNotebook', () => {
  it('makes a script of code cells, magics commented out', () => {
    const folder = join(import.meta.dirname, '../../../fixtures/scripts');
    const text = readFileSync(join(folder, '32_gpt_notebook.ipynb'), 'utf8');
    const { script } = convertNotebook(text);
    expect(convertNotebook(text).script).toBe(script);
    expect(script).toBe(`# Cell 1
# %matplotlib inline
# !pip install -q transformers
import argparse
import torch

# Cell 2
# %%writefile helper.py
# x = 1

# Cell 4
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=2)
args, _ = parser.parse_known_args()
# files = !ls
# print?
text = """
%not a magic
"""
rest = (10
  %3)

# Cell 5
# %%time
for epoch in range(args.epochs):
    pass
    print(f'loss={epoch / 3:.3f}')
display(files)

# Cell 6
# %%bash
# ls -l
# !git pull \\
#   origin main

# Cell 7
if __name__ == '__main__':
    pass  # !echo done \\
#       again
df.head()
`);
  });

  it('leaves what only looks like a magic', () => {
    const { script, leftOut } = convertNotebook(
      notebook(['x = 10 % 3\ny = a != b\nz = "%time"\ns = """\n!ls\n"""\nw = [\n  1,\n%2]\n# !no']),
    );
    expect(leftOut).toEqual([]);
    expect(script).toContain('!ls');
  });

  it('keeps a continued line, and takes the indentation of a whole cell away', () => {
    const { script, leftOut } = convertNotebook(
      notebook(['a = 10 \\\n  %b\n# C:\\\n%who', '\tx = 1\n\tif x:\n\t\ty = 2', 'name ?']),
    );
    expect(script).toBe(
      '# Cell 1\na = 10 \\\n  %b\n# C:\\\n# %who\n\n# Cell 2\nx = 1\nif x:\n\ty = 2\n\n# Cell 3\n# name ?\n',
    );
    expect(leftOut).toEqual(['Cell 1: %who was left out.', 'Cell 3: name ? was left out.']);
  });

  it('says what fails in a script, and what to do instead of a magic', () => {
    const fails = (source: string): string[] => [...convertNotebook(notebook([source])).leftOut];
    const awaits =
      'Cell 1: await stands outside of a function, which a script cannot run: put it into one, and call asyncio.run(…).';
    expect(fails('result = await g()')).toEqual([awaits]);
    expect(fails('async with x as y:\n  pass')).toEqual([awaits]);
    expect(fails('async def g():\n  async with x:\n    await h()')).toEqual([]);
    expect(fails('display(df)')).toEqual([
      'Cell 1: display(…) is not there in a job, and fails: print instead.',
    ]);
    expect(fails('from IPython.display import Image, display\ndisplay(df)')).toEqual([]);
    expect(fails('get_ipython().system("ls")')).toEqual([
      'Cell 1: get_ipython() is not there in a job, and fails.',
    ]);
    expect(fails('%env A=1\n%run b.py\n!{sys.executable} -m pip install c')).toEqual([
      'Cell 1: %env A=1 was left out: set it in the environment of the job.',
      'Cell 1: %run b.py was left out, and what it runs with it: import that file instead.',
      'Cell 1: !{sys.executable} -m pip install c was left out: name the packages in requirements.txt.',
    ]);
  });

  it('refuses what is no notebook of Python, in words for a person', () => {
    const kernels = [
      { kernelspec: { name: 'ir', language: 'R' } },
      { language_info: { name: 'julia' } },
      { kernelspec: { name: 'scala212' } },
    ];
    for (const metadata of kernels)
      expect(() => convertNotebook(notebook(['1'], metadata))).toThrow(UserError);
    for (const text of ['', '{', '{"cells": 3}', '[]', 'null', '"x"', '<html>'])
      expect(() => convertNotebook(text)).toThrow(UserError);
    expect(convertNotebook(notebook([])).script).toBe('');
    expect(convertNotebook(notebook(['1'], { kernelspec: { name: 'conda_pytorch_p310' } })).script).toContain(
      '1',
    );
  });

  it('never throws anything but a UserError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(fc.string(), { maxLength: 5 }).map((cells) => notebook(cells)),
        ),
        (text) => {
          try {
            convertNotebook(text);
          } catch (error) {
            return error instanceof UserError;
          }
          return readScript(text, 'a.ipynb').arguments.length === 0;
        },
      ),
    );
  });
});
