// Type-checked rules, and the layers of the architecture: arrows point down only.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const rooms = [
  'manifest',
  'platform',
  'connection',
  'catalog',
  'explorer',
  'documents',
  'launch',
  'logs',
  'inference',
  'reports',
  'panels',
  'messages',
  'analysis',
  'engine',
];

/** What each room may import, itself aside. `manifest` holds ids and is open to every room with commands. */
const arrows = {
  manifest: [],
  messages: [],
  analysis: [],
  platform: ['manifest'],
  reports: ['messages', 'analysis'],
  catalog: ['messages', 'analysis'],
  connection: ['manifest', 'platform'],
  explorer: ['manifest', 'platform', 'connection', 'catalog', 'messages', 'analysis'],
  documents: ['manifest', 'platform', 'connection', 'catalog', 'messages', 'analysis'],
  launch: ['manifest', 'platform', 'connection', 'catalog', 'messages', 'analysis'],
  logs: ['manifest', 'platform', 'connection', 'catalog', 'reports', 'messages', 'analysis'],
  inference: ['manifest', 'platform', 'connection', 'catalog', 'messages', 'analysis'],
  panels: ['manifest', 'platform', 'connection', 'catalog', 'reports', 'messages', 'analysis'],
  engine: ['analysis'],
};

/** Rooms whose code runs without VS Code: no import of it, not even through a type that is kept at run time. */
const noVscode = ['catalog', 'reports', 'analysis', 'messages', 'engine', 'manifest'];
/** SDK clients and other heavy packages are loaded on first use: `await import(…)` or types only. */
const heavy = ['@aws-sdk/*', '@smithy/*', 'tar-stream', 'ignore'];

const layer = (room) => {
  const barred = rooms.filter((other) => other !== room && !arrows[room].includes(other));
  const patterns = [
    {
      group: barred
        .flatMap((other) => [`../${other}/*`, `../../${other}/*`, `../../../${other}/*`, `**/${other}/**`])
        .filter((p) => !p.startsWith('**')),
      message: `src/${room} may import only: ${arrows[room].join(', ') || 'nothing but itself'}.`,
    },
  ];
  const paths = [];
  if (noVscode.includes(room)) paths.push({ name: 'vscode', message: `src/${room} runs without VS Code.` });
  if (room === 'analysis') patterns.push({ group: ['node:*'], message: 'analysis/ is pure maths.' });
  if (room !== 'engine')
    patterns.push({
      group: heavy,
      allowTypeImports: true,
      message: 'Load it on first use with await import().',
    });
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] },
  };
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'test/fixtures/', 'media/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // `get<Row>(sql)`: the caller knows the row's shape.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `process.env['X']` and JSON members: the bracket says that the name comes from outside.
      '@typescript-eslint/dot-notation': 'off',
      // Empty interfaces and methods that satisfy an asynchronous interface are fine.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // What they say is text of others, in part: `platform/say.ts` keeps VS Code from making links of it.
    files: ['src/**/*.ts'],
    ignores: ['src/platform/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
        {
          selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'Say it through platform/say.ts.',
        },
      ],
    },
  },
  ...rooms.map(layer),
  {
    files: ['src/extension.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['./engine/*'], message: 'The engine is a process of its own; connection/ starts it.' },
            { group: heavy, allowTypeImports: true, message: 'Load it on first use with await import().' },
          ],
        },
      ],
    },
  },
  {
    // Pages share types and pure maths with the extension, and reach all else by messages.
    files: ['webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'vscode', message: 'Pages reach VS Code by messages.' },
            { name: '@vscode/webview-ui-toolkit', message: 'Only components/toolkit.ts knows the toolkit.' },
          ],
          patterns: [
            {
              regex: '^\\..*/src/(?!messages/|analysis/)',
              message: 'Pages may import src/messages and src/analysis only.',
            },
            { group: ['node:*', ...heavy], message: 'Pages run in a browser.' },
          ],
        },
      ],
    },
  },
  {
    files: ['webview/components/toolkit.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: ['*.config.ts', '*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['*.config.ts'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // Programs for the terminal, and test code: they print, and describe() blocks hold expressions.
    files: ['test/**/*.ts', 'src/engine/cli/**/*.ts', 'src/engine/main.ts', 'src/manifest/write.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Node's test runner waits for what these return.
    files: ['test/ui/**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it'] }],
        },
      ],
    },
  },
  prettier,
);
