import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDependencies } from '../../../../src/launch/facts/dependencies.ts';
import { detectFramework } from '../../../../src/launch/facts/detectFramework.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'framework-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}
const imports = (...names: string[]) =>
  names.map((name, i) => ({ name, evidence: `import ${name}`, line: i + 1 }));

it('takes the framework from the imports and the version from requirements.txt', async () => {
  await write(
    'requirements.txt',
    '# training\n--extra-index-url https://download.pytorch.org/whl/cu124\nTorch == 2.3.1 ; python_version >= "3.9"\nscikit_learn[extra]>=1.2  # metrics\ngit+https://example.org/x.git\n./local\n',
  );
  expect(await detectFramework(folder, imports('sklearn', 'torch'))).toEqual({
    framework: 'pytorch',
    package: 'torch',
    specifier: '==2.3.1',
    python: undefined,
    evidence: 'torch==2.3.1 in requirements.txt',
  });
});

it.each([
  ['with a byte order mark', Buffer.from('\uFEFFtorch==2.6.0\n')],
  ['of PowerShell', Buffer.from('\uFEFFtorch==2.6.0\r\nnumpy\r\n', 'utf16le')],
  [
    'with hashes',
    Buffer.from('torch==2.6.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\n'),
  ],
  ['with hashes in one line', Buffer.from('torch==2.6.0 --hash=sha256:aa\n')],
])('reads a requirements.txt %s', async (_, bytes) => {
  await writeFile(join(folder, 'requirements.txt'), bytes);
  expect(await detectFramework(folder, [])).toMatchObject({
    specifier: '==2.6.0',
    evidence: 'torch==2.6.0 in requirements.txt',
  });
});

it('says PyTorch’s place in the source when no file has a version', async () => {
  expect(await detectFramework(folder, imports('numpy', 'torch'))).toMatchObject({
    framework: 'pytorch',
    specifier: undefined,
    evidence: '"import torch" in line 2',
  });
});

it('takes Transformers for Hugging Face, whatever else is imported', async () => {
  await write('requirements.txt', 'torch==2.5.1\ntransformers>=4.46,<5\n');
  expect(await detectFramework(folder, imports('torch', 'transformers'))).toMatchObject({
    framework: 'huggingface',
    specifier: '>=4.46,<5',
  });
});

it('prefers what a lock file has tried', async () => {
  await write(
    'pyproject.toml',
    '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = [\n  # why\n  "torch>=2.1",\n  "numpy",\n]\n',
  );
  await write(
    'uv.lock',
    'version = 1\n\n[[package]]\nname = "numpy"\nversion = "2.0.0"\n\n[[package]]\nname = "torch"\nversion = "2.6.0"\n',
  );
  expect(await detectFramework(folder, [])).toEqual({
    framework: 'pytorch',
    package: 'torch',
    specifier: '==2.6.0',
    python: { specifier: '>=3.11', file: 'pyproject.toml' },
    evidence: 'torch==2.6.0 in uv.lock',
  });
});

it('reads pyproject.toml of PEP 621, its groups and Poetry', async () => {
  await write(
    'pyproject.toml',
    `[project]\ndependencies = ["tensorflow==2.19.0", 'pandas']\n\n[project.optional-dependencies]\ngpu = ["xgboost>=2"]\n\n[tool.poetry.dependencies]\npython = "^3.10"\nscikit-learn = { version = "1.4.2", extras = ["a"] }\nmxnet = "*"\n\n[tool.other]\ntorch = "9"\n`,
  );
  const { packages, python } = await readDependencies(folder);
  expect(packages.map(({ name, specifier }) => name + specifier)).toEqual([
    'tensorflow==2.19.0',
    'pandas',
    'xgboost>=2',
    'scikit-learn1.4.2',
    'mxnet',
  ]);
  expect(python).toEqual({ specifier: '^3.10', file: 'pyproject.toml' });
});

it('reads conda’s environment.yml with pip below', async () => {
  await write(
    'environment.yml',
    'name: x\nchannels: [conda-forge]\ndependencies:\n  - python=3.10\n  - pytorch::pytorch=2.1\n  - numpy>=1.2\n  - pip:\n      - xgboost==1.7.6\n',
  );
  const { packages, python } = await readDependencies(folder);
  expect(packages.map(({ name, specifier }) => name + specifier)).toEqual([
    'torch==2.1',
    'numpy>=1.2',
    'xgboost==1.7.6',
  ]);
  expect(python?.specifier).toBe('==3.10');
});

it('finds nothing in nothing, in what is broken, and in frameworks that AWS has no images for', async () => {
  expect(await detectFramework(folder, [])).toBeUndefined();
  await write('environment.yml', '{ broken: [');
  await write('pyproject.toml', '\0\0[[[');
  await write('uv.lock', 'no lock');
  await mkdir(join(folder, 'requirements.txt'));
  expect(await detectFramework(folder, imports('jax', 'lightgbm'))).toBeUndefined();
});

it('takes versions and Python from a virtual environment where no file says them', async () => {
  await write('.venv/pyvenv.cfg', 'home = /usr/bin\nversion_info = 3.11.4.final.0\n');
  await write('.venv/lib/python3.11/site-packages/torch-2.5.1+cu124.dist-info/METADATA', '');
  await write('.venv/lib/python3.11/site-packages/xgboost-2.0.3.dist-info/METADATA', '');
  expect(await detectFramework(folder, imports('torch'))).toEqual({
    framework: 'pytorch',
    package: 'torch',
    specifier: '==2.5.1+cu124',
    python: { specifier: '==3.11', file: '.venv' },
    evidence: 'torch==2.5.1+cu124 in .venv',
  });
  await write('requirements.txt', 'torch==2.6.0\n');
  await write('.python-version', '3.12\n');
  expect(await detectFramework(folder, imports('torch'))).toMatchObject({
    specifier: '==2.6.0',
    python: { specifier: '==3.12', file: '.python-version' },
  });
});

it('does not take a project for one of everything that is installed', async () => {
  await write('venv/pyvenv.cfg', 'version = 3.12.1\n');
  await write('venv/lib/python3.12/site-packages/xgboost-2.0.3.dist-info/METADATA', '');
  expect(await detectFramework(folder, imports('numpy'))).toBeUndefined();
});

it.each([
  ['-r requirements/base.txt', 'torch==2.6.0', 'torch==2.6.0 in requirements/base.txt'],
  ['-rrequirements/base.txt # all', 'torch==2.6.0', 'torch==2.6.0 in requirements/base.txt'],
  ['--requirement requirements/base.txt', 'torch==2.6.0', 'torch==2.6.0 in requirements/base.txt'],
  ['--requirement="requirements/base.txt"', 'torch==2.6.0', 'torch==2.6.0 in requirements/base.txt'],
  // Relative to the file that names it; circles end.
  ['-r requirements/base.txt', '-r gpu.txt\n-r ../requirements.txt', 'torch==2.5.1 in requirements/gpu.txt'],
  ['torch\n-c requirements/base.txt', 'torch==2.6.0', 'torch==2.6.0 in requirements/base.txt'],
  ['torch\n--constraint requirements/base.txt', '-r gpu.txt', 'torch==2.5.1 in requirements/gpu.txt'],
  ['torch==2.7.0\n-c requirements/base.txt', 'torch==2.6.0', 'torch==2.7.0 in requirements.txt'],
])('follows %j', async (own, base, evidence) => {
  await write('requirements.txt', `numpy\n${own}\n`);
  await write('requirements/base.txt', `${base}\n`);
  await write('requirements/gpu.txt', '-r base.txt\ntorch==2.5.1\n');
  expect(await detectFramework(folder, [])).toMatchObject({ framework: 'pytorch', evidence });
});

it('takes a constraint for no sign of a framework', async () => {
  await write('requirements.txt', '-c all.txt\n-r missing.txt\n-r https://example.org/x.txt\nnumpy\n');
  await write('all.txt', 'torch==2.6.0\n');
  expect(await detectFramework(folder, [])).toBeUndefined();
  expect(await detectFramework(folder, imports('torch'))).toMatchObject({ specifier: '==2.6.0' });
});
