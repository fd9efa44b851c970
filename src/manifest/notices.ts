// The licences of what is bundled, as those licences ask: the build writes them beside the bundles.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What esbuild's metafile says of an output: the files that it is made of. */
export interface BundleOutput {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * Name, version and licence of every package that has a part in the bundles; a text that several have stands there once.
 * @param outputs of all bundles
 * @param root the folder that the outputs' inputs are relative to
 * @throws Error when a package says nothing of its licence
 */
export function noticesOf(outputs: readonly BundleOutput[], root = '.'): string {
  const folders = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? (packageFolder.exec(file)?.[0] ?? []) : [],
    ),
  );
  const packagesOf = new Map<string, Set<string>>();
  for (const folder of [...new Set(folders)].sort()) {
    const { title, text } = noticeOf(join(root, folder));
    packagesOf.set(text, (packagesOf.get(text) ?? new Set()).add(title));
  }
  const head = 'SageMaker Workbench contains parts of the following packages, each under its own licence.';
  const notices = [...packagesOf].map(([text, titles]) => `${[...titles].join('\n')}\n\n${text}`);
  return `${[head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf(folder: string): { readonly title: string; readonly text: string } {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as PackageFacts;
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} says nothing of its licence.`);
  return { title: `${name} ${version} (${license ?? 'licence below'})`, text: texts.join('\n\n') };
}
