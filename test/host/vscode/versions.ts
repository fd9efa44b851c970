/** Which VS Code builds the tests run in. */
import { join } from 'node:path';

/** The repository's root folder. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** The sample that tests, demo and screenshots open, as a copy. */
export const sample = join(root, 'media', 'samples', 'penguins');

/** Everything installed for tests lives here, a folder for each version; git ignores it. */
export const cache = join(root, '.vscode-test');

/** Where npm has a VS Code: one release of `code-server`, whose `lib/vscode` is the workbench and its server. */
export interface VsCodeBuild {
  /** VS Code's version, as `vscode.version` reports it. */
  readonly vscode: string;
  /** The npm release of `code-server` that carries it. */
  readonly codeServer: string;
  /** The Node that this release is made for, as the npm package `node-linux-<arch>`. */
  readonly node: string;
  /** Modules without a binary for this platform in their package: they are compiled. */
  readonly compiled: readonly string[];
  /** Dependencies that name a git host instead of a release on npm, and the release to take. */
  readonly replaced: Readonly<Record<string, string>>;
  /** A ripgrep from npm, where the release would download one when it is installed. */
  readonly ripgrep?: string;
}

/** `current` is what people have, `oldest` is what `engines.vscode` promises. */
export const builds = {
  current: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    node: '24.21.0',
    compiled: ['@vscode/spdlog', '@vscode/native-watchdog'],
    replaced: {},
  },
  oldest: {
    vscode: '1.106.3',
    codeServer: '4.106.3',
    node: '22.23.3',
    compiled: ['@vscode/spdlog', 'native-watchdog', 'node-pty'],
    replaced: { '@parcel/watcher': '2.5.6' },
    ripgrep: '1.18.0',
  },
} as const satisfies Record<string, VsCodeBuild>;

/** A name on the command line: `--vscode current` or `--vscode oldest`. */
export type BuildName = keyof typeof builds;
