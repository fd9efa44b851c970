import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { pick, type PickItem } from '../../platform/pick.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { nameIn } from './specFor.ts';

/** Where a channel's data is, as the person chooses it: a path, or an S3 URI; undefined when he gives up. */
export async function browseChannel(
  connection: Connection,
  where: 'disk' | 's3',
  beside: vscode.Uri | undefined,
): Promise<string | undefined> {
  if (where === 's3') return browseS3(connection);
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

/** Goes down from the buckets; every folder can be taken as it is. */
async function browseS3(connection: Connection): Promise<string | undefined> {
  let at: string | undefined;
  for (;;) {
    const chosen: Step | undefined = await pick<Step>({
      title: 'Data of the channel',
      placeholder: at ?? `A bucket of ${connection.label}`,
      empty: at === undefined ? 'There is no bucket' : `${at} is empty`,
      load: (signal) => (at === undefined ? buckets(connection, signal) : below(connection, at, signal)),
    });
    if (!chosen) return undefined;
    if (chosen.take) return chosen.uri;
    at = chosen.uri;
  }
}

interface Step {
  readonly uri: string;
  /** It is what was looked for; else a folder to look into. */
  readonly take: boolean;
}

async function buckets(connection: Connection, signal: AbortSignal): Promise<PickItem<Step>[]> {
  const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
  const { Buckets = [] } = await (
    await connection.s3()
  ).send(new ListBucketsCommand({}), { abortSignal: signal });
  return Buckets.flatMap(({ Name }) =>
    Name === undefined
      ? []
      : [{ label: `$(database) ${Name}`, value: { uri: `s3://${Name}/`, take: false } }],
  );
}

async function below(connection: Connection, uri: string, signal: AbortSignal): Promise<PickItem<Step>[]> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const [, Bucket = '', Prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  const { CommonPrefixes = [], Contents = [] } = await (
    await connection.s3()
  ).send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/' }), { abortSignal: signal });
  const here: PickItem<Step> = {
    label: '$(check) Use this folder',
    description: uri,
    value: { uri, take: true },
  };
  const folders = CommonPrefixes.flatMap(({ Prefix: key }): PickItem<Step>[] =>
    key === undefined
      ? []
      : [
          {
            label: `$(folder) ${key.slice(Prefix.length)}`,
            value: { uri: `s3://${Bucket}/${key}`, take: false },
          },
        ],
  );
  const files = Contents.flatMap(({ Key }): PickItem<Step>[] =>
    Key === undefined || Key === Prefix
      ? []
      : [
          {
            label: `$(file) ${Key.slice(Prefix.length)}`,
            value: { uri: `s3://${Bucket}/${Key}`, take: true },
          },
        ],
  );
  return [here, ...folders, ...files];
}
