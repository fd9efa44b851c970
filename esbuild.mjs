// The one build: extension, engine and webviews; what runs in hosts of tests where it is named:
// `node esbuild.mjs [manifest|extension|engine|webview|host-tests|host-bench|host-demo …]`.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLaunchShapes } from './src/launch/spec/launchShapes.ts';
import { taskProperties } from './src/launch/spec/taskSchema.ts';
import { noticesOf } from './src/manifest/notices.ts';
import { writeContributes } from './src/manifest/write.ts';

// Some of the SDK's dependencies are CommonJS; inside an ES module they need a `require`.
const requireShim = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // An import of types alone would stay as `import 'package'`, and load an SDK client at the start.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
  // From its ES modules the SageMaker client is 294 KB, from its CommonJS 824 KB.
  mainFields: ['module', 'main'],
  // `module` before `node`: under that the SDK's core has CommonJS, whose names a dynamic import does not see.
  conditions: ['module', 'import'],
  minify: true,
  keepNames: true,
  legalComments: 'none',
  sourcemap: process.env['SOURCEMAPS'] === '1',
  logLevel: 'warning',
  metafile: true,
  banner: requireShim,
};

const inHost = (outbase, entryPoints, outdir) => {
  rmSync(outdir, { recursive: true, force: true });
  return build({
    ...node,
    format: 'cjs',
    banner: {},
    minify: false,
    sourcemap: 'inline',
    entryPoints,
    outbase,
    outdir,
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  });
};

/** The engine needs the SDK's schemas, not its clients: without them it is half as large and starts twice as fast. */
const schemasOnly = {
  name: 'schemas-only',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@aws-sdk\/client-[a-z0-9-]+$/ }, ({ path, kind, resolveDir }) =>
      resolve(`${path}/dist-es/schemas/schemas_0.js`, { kind, resolveDir }),
    );
  },
};

const targets = {
  /** Before every other target anyway. */
  manifest: () => undefined,
  extension: () =>
    build({
      ...node,
      entryPoints: {
        extension: 'src/extension.ts',
        // A thread of its own searches logs.
        logScan: 'src/logs/whole/scan/scanWorker.ts',
      },
      outdir: 'dist',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      external: ['vscode'],
    }),
  engine: async () => {
    const banner = { js: `#!/usr/bin/env node\n${requireShim.js}` };
    // Of its own, in one file: jobs that run must not depend on the names of the engine's chunks.
    await build({ ...node, entryPoints: { runner: 'src/engine/jobs/runner.ts' }, outdir: 'dist', banner });
    return build({
      ...node,
      entryPoints: { engine: 'src/engine/main.ts' },
      outdir: 'dist',
      plugins: [schemasOnly],
      // The entry sets up the compile cache, and loads the rest with it.
      splitting: true,
      chunkNames: 'engine-[name]-[hash]',
      banner,
    });
  },
  webview: () => {
    const panels = existsSync('webview')
      ? readdirSync('webview').filter((d) => existsSync(join('webview', d, 'main.ts')))
      : [];
    if (panels.length === 0) return undefined;
    return build({
      bundle: true,
      platform: 'browser',
      target: 'es2023',
      format: 'esm',
      minify: true,
      logLevel: 'warning',
      metafile: true,
      loader: { '.svg': 'text' },
      entryPoints: Object.fromEntries(panels.map((d) => [d, join('webview', d, 'main.ts')])),
      outdir: 'dist/webview',
    });
  },
  // What runs in the extension host of tests and demo, as CommonJS: every kind of host loads that.
  'host-tests': () =>
    inHost(
      'test/host',
      ['test/host/index.ts', 'test/host/debugger/extension.ts', 'test/host/suite/*.test.ts'],
      'out/host',
    ),
  'host-bench': () => inHost('test/bench/host', ['test/bench/host/*.ts'], 'out/bench-host'),
  'host-demo': () => inHost('test/host/demo', ['test/host/demo/index.ts'], 'out/demo-host'),
};

/** Where the chunks of a target are. */
const chunks = {
  extension: { folder: 'dist/chunks', pattern: /^/ },
  engine: { folder: 'dist', pattern: /^engine-.*\.js$/ },
};

/** Chunks of earlier builds go an hour later: a window or an engine that was started before loads its own on first use. */
function removeStale({ folder, pattern }, { outputs }) {
  const old = Date.now() - 3_600_000;
  for (const name of readdirSync(folder)) {
    if (!pattern.test(name) || Object.hasOwn(outputs, `${folder}/${name}`)) continue;
    if (statSync(join(folder, name)).mtimeMs < old) rmSync(join(folder, name));
  }
}

/** The licences of all that is in `dist`, from what the builds have said of themselves. */
function writeNotices() {
  const files = ['extension', 'engine', 'webview'].map((name) => join('out/meta', `${name}.json`));
  const outputs = files
    .filter(existsSync)
    .flatMap((file) => Object.values(JSON.parse(readFileSync(file, 'utf8')).outputs));
  writeFileSync('dist/ThirdPartyNotices.txt', noticesOf(outputs));
}

const wanted = process.argv.slice(2);
// Runs in a host build their own part: the tests' takes longer than all that ships.
const names = wanted.length > 0 ? wanted : ['extension', 'engine', 'webview'];
writeContributes(taskProperties(await loadLaunchShapes('media/data/constraints.json')));
for (const name of names) {
  const target = targets[name];
  if (!target)
    throw new Error(`esbuild.mjs: no target "${name}"; there are ${Object.keys(targets).join(', ')}`);
  const result = await target();
  if (!result?.metafile) continue;
  mkdirSync('out/meta', { recursive: true });
  writeFileSync(join('out/meta', `${name}.json`), JSON.stringify(result.metafile));
  if (Object.hasOwn(chunks, name)) removeStale(chunks[name], result.metafile);
  if (existsSync('dist')) writeNotices();
}
