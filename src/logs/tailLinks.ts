import * as vscode from 'vscode';
import { sentPath } from '../analysis/failures/sentPath.ts';
import { kindOf } from '../catalog/catalog.ts';
import { commands } from '../manifest/commands.ts';
import type { FailureStep } from './failures/failureStep.ts';
import { isFile } from './isFile.ts';
import { openAt, ownFile, type SourceFolders } from './sourceFiles.ts';
import type { TailTarget } from './tailTarget.ts';
import { findLinks, type LinkTarget } from './text/findLinks.ts';
import { nextSteps } from './text/nextSteps.ts';
import { sayInformation } from '../platform/say.ts';

class TailLink extends vscode.TerminalLink {
  readonly open: () => unknown;

  constructor(startIndex: number, length: number, tooltip: string, open: () => unknown) {
    super(startIndex, length, tooltip);
    this.open = open;
  }
}

/** The commands that the words of the tail's own lines lead to. */
const steps: Readonly<Record<string, { readonly id: string }>> = {
  [nextSteps.deploy]: commands.endpointDeploy,
  [nextSteps.metrics]: commands.metricsShow,
  [nextSteps.again]: commands.trainingAgain,
  [nextSteps.details]: commands.resourceOpenDetails,
  [nextSteps.save]: commands.logsSave,
  [nextSteps.document]: commands.logsOpenDocument,
  [nextSteps.copyError]: commands.logsCopyError,
};
/** Where a line that is cut, or that is no longer kept, says how to see it. */
const seeRest = /(?:cut here|no longer here): (open as document)/;
/** Places in code that were looked for. */
const mostPlaces = 500;

/** Makes links in tails: places in code lead to the person's own file, what SageMaker and S3 have to where it is shown. */
export class TailLinks implements vscode.TerminalLinkProvider<TailLink> {
  readonly #targetOf: (terminal: vscode.Terminal) => TailTarget | undefined;
  readonly #folders: SourceFolders;
  readonly #places = new Map<string, Promise<boolean>>();

  constructor(targetOf: (terminal: vscode.Terminal) => TailTarget | undefined, folders: SourceFolders) {
    this.#targetOf = targetOf;
    this.#folders = folders;
  }

  async provideTerminalLinks({ line, terminal }: vscode.TerminalLinkContext): Promise<TailLink[]> {
    const target = this.#targetOf(terminal);
    if (!target) return [];
    const links = await Promise.all(
      findLinks(line).map(async ({ start, end, target: to }) =>
        (await this.#leads(target, to))
          ? [new TailLink(start, end - start, tooltipOf(to), () => openLink(target, to))]
          : [],
      ),
    );
    return [...links.flat(), ...stepLinks(line, terminal, target)];
  }

  async handleTerminalLink(link: TailLink): Promise<void> {
    await link.open();
  }

  /** Whether there is something at the other end: `model.py:12` may be anybody's. */
  #leads({ name }: TailTarget, to: LinkTarget): Promise<boolean> {
    if (to.type !== 'file' || to.certain) return Promise.resolve(true);
    const key = `${name}\n${to.file}`;
    const known = this.#places.get(key);
    if (known) return known;
    if (this.#places.size >= mostPlaces) this.#places.clear();
    const looking = ownFile(this.#folders, name, to.file).then((file) => file !== undefined);
    this.#places.set(key, looking);
    return looking;
  }
}

function tooltipOf(to: LinkTarget): string {
  if (to.type === 'file') return 'Open the source';
  if (to.type === 's3') return 'Open from S3';
  return `Open details of the ${kindOf(to.reference.kind).singular} ${to.reference.name}`;
}

/** Opens what a link in a log leads to. */
export async function openLink(target: TailTarget, to: LinkTarget): Promise<unknown> {
  if (to.type === 's3') return vscode.commands.executeCommand(commands.s3Open.id, to.uri);
  if (to.type === 'resource')
    return vscode.commands.executeCommand(commands.resourceOpenDetails.id, to.reference);
  const path = sentPath(to.file);
  if (path !== undefined) {
    const step: FailureStep = { do: 'goTo', path, line: to.line };
    return vscode.commands.executeCommand(commands.failureStep.id, target, step);
  }
  // A job on this machine runs with libraries that are here.
  if (await isFile(to.file)) return openAt(vscode.Uri.file(to.file), to.line);
  return sayInformation(`${to.file} is where it ran; no file of this workspace is known for it.`);
}

/** Links of the tail's own lines. */
function stepLinks(line: string, terminal: vscode.Terminal, target: TailTarget): TailLink[] {
  const rest = seeRest.exec(line);
  if (rest) {
    const [, words = ''] = rest;
    const start = rest.index + rest[0].length - words.length;
    return [stepLink(start, words, commands.logsOpenDocument.id, terminal, target)];
  }
  if (!line.startsWith('Next ')) return [];
  return Object.entries(steps).flatMap(([words, { id }]) => {
    const start = line.indexOf(words);
    return start < 0 ? [] : [stepLink(start, words, id, terminal, target)];
  });
}

function stepLink(
  start: number,
  words: string,
  id: string,
  terminal: vscode.Terminal,
  { kind, name, arn = '' }: TailTarget,
): TailLink {
  // The details are found by the name alone. What is about the log is asked of the terminal.
  const argument = id.startsWith('sagemaker.logs.') ? terminal : { kind, name, arn };
  return new TailLink(start, words.length, words, () => vscode.commands.executeCommand(id, argument));
}
