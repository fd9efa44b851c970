import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import { isFile, openAt, ownFile, type SourceFolders } from './sourceFiles.ts';
import type { TailTarget } from './tailTarget.ts';
import { nextSteps } from './text/transcript.ts';

class TailLink extends vscode.TerminalLink {
  readonly open: () => unknown;

  constructor(startIndex: number, text: string, tooltip: string, open: () => unknown) {
    super(startIndex, text.length, tooltip);
    this.open = open;
  }
}

const frame = /File "([^"]+)", line (\d+)/g;

/** Makes links in tails: traceback lines lead to the person's own file, the summary's next steps to their commands. */
export class TailLinks implements vscode.TerminalLinkProvider<TailLink> {
  readonly #targetOf: (terminal: vscode.Terminal) => TailTarget | undefined;
  readonly #folders: SourceFolders;

  constructor(targetOf: (terminal: vscode.Terminal) => TailTarget | undefined, folders: SourceFolders) {
    this.#targetOf = targetOf;
    this.#folders = folders;
  }

  provideTerminalLinks({ line, terminal }: vscode.TerminalLinkContext): TailLink[] {
    const target = this.#targetOf(terminal);
    if (!target) return [];
    const frames = [...line.matchAll(frame)].map((match) => this.#frameLink(target, match));
    return [...frames, ...stepLinks(line, target)];
  }

  async handleTerminalLink(link: TailLink): Promise<void> {
    await link.open();
  }

  #frameLink(target: TailTarget, match: RegExpExecArray): TailLink {
    const [whole, path = '', line = '1'] = match;
    return new TailLink(match.index, whole, 'Open the source', async () => {
      const own = await ownFile(this.#folders, target.name, path);
      if (own) return openAt(own, Number(line));
      if (await isFile(path)) return openAt(vscode.Uri.file(path), Number(line));
      return vscode.window.showInformationMessage(
        `${path} is where the job ran; no file of this workspace is known for it.`,
      );
    });
  }
}

function stepLinks(line: string, { kind, name }: TailTarget): TailLink[] {
  if (!line.startsWith('Next ')) return [];
  const steps = [
    { text: nextSteps.deploy, command: commands.endpointDeploy.id },
    { text: nextSteps.details, command: commands.resourceOpenDetails.id },
  ];
  return steps.flatMap(({ text, command }) => {
    const startIndex = line.indexOf(text);
    // The details command wants a reference, of which the name is enough to find the rest.
    const open = (): unknown => vscode.commands.executeCommand(command, { kind, name, arn: '' });
    return startIndex < 0 ? [] : [new TailLink(startIndex, text, text, open)];
  });
}
