import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { browseS3 } from './browseS3.ts';
import { nameIn } from './specFor.ts';

/**
 * Where a channel's data is, as the person chooses it: a path, or an S3 URI; undefined when he gives up.
 * @param connection asked for S3 alone
 */
export async function browseChannel(
  connection: () => Promise<Connection>,
  where: 'disk' | 's3',
  beside: vscode.Uri | undefined,
): Promise<string | undefined> {
  if (where === 's3') return browseS3(await connection());
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Data of the channel',
      openLabel: 'Use',
      canSelectFiles: true,
      canSelectFolders: true,
      ...(beside && { defaultUri: beside }),
    })) ?? [];
  return chosen?.fsPath;
}

/** Another source folder, with the same script where it is in there. */
export async function chooseSourceFolder(
  spec: LaunchSpec,
): Promise<Pick<LaunchSpec, 'sourceFolder' | 'script'> | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Source folder',
      openLabel: 'Send This Folder',
      canSelectFiles: false,
      canSelectFolders: true,
      ...(spec.sourceFolder !== '' && { defaultUri: vscode.Uri.file(spec.sourceFolder) }),
    })) ?? [];
  if (!chosen) return undefined;
  const sourceFolder = chosen.fsPath;
  const file = join(spec.sourceFolder, ...spec.script.split('/'));
  return { sourceFolder, script: nameIn(sourceFolder, file) ?? basename(spec.script) };
}
