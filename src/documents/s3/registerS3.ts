import * as vscode from 'vscode';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { showError } from '../../platform/showError.ts';
import { ArchiveFileSystem } from './archive/archiveFileSystem.ts';
import { Archives } from './archive/archives.ts';
import { archiveScheme } from './archive/archiveUri.ts';
import { BucketClients } from './bucketClients.ts';
import { addToWorkspace } from './commands/addToWorkspace.ts';
import { copyPresignedUrl, copyS3Uri } from './commands/copyFromS3.ts';
import { copyInto } from './commands/copyInto.ts';
import { deleteFromS3 } from './commands/deleteFromS3.ts';
import { downloadS3 } from './commands/downloadS3.ts';
import { newFolder } from './commands/newFolder.ts';
import { goToS3, openS3 } from './commands/openS3.ts';
import { containerOf, refreshS3 } from './commands/refreshS3.ts';
import { uploadToS3, uploadUris } from './commands/uploadToS3.ts';
import { TooLargeError } from './readWhole.ts';
import { S3FileSystem } from './s3FileSystem.ts';
import { s3Scheme } from './s3FileUri.ts';
import { S3Objects } from './s3Objects.ts';
import type { S3Parts } from './s3Parts.ts';
import { S3Drag } from './view/s3Drag.ts';
import { S3Tree } from './view/s3Tree.ts';
import { S3View } from './view/s3View.ts';

/** S3 as a file system, archives in it as folders, and the view on both with its commands. */
export class S3 extends Disposables {
  readonly tree: S3Tree;

  constructor(connections: ConnectionService, registry: CommandRegistry, log: Log) {
    super();
    const objects = new S3Objects(this.add(new BucketClients(connections)));
    const archives = new Archives(objects);
    const files = this.add(new S3FileSystem(objects, (uri, error) => offerDownload(log, uri, error)));
    const archiveFiles = this.add(
      new ArchiveFileSystem(archives, (uri, error) => offerDownload(log, uri, error)),
    );
    this.add(vscode.workspace.registerFileSystemProvider(s3Scheme, files, { isCaseSensitive: true }));
    this.add(
      vscode.workspace.registerFileSystemProvider(archiveScheme, archiveFiles, {
        isCaseSensitive: true,
        isReadonly: true,
      }),
    );
    this.add(
      connections.onDidChange(() => {
        files.reset();
        archives.reset();
      }),
    );
    this.tree = new S3Tree(connections, objects, archives, log);
    const drag = new S3Drag({
      upload: (to, from) => uploadUris(parts, to, from),
      copy: (to, from) => copyInto(files, to, from),
      failed: (error) => void showError(log, 'Drop into S3', error),
    });
    const view = this.add(new S3View(connections, files, this.tree, drag));
    const parts: S3Parts = { connections, objects, archives, files, archiveFiles, view };
    this.#register(parts, registry);
  }

  #register(parts: S3Parts, registry: CommandRegistry): void {
    const { tree } = parts.view;
    const on = (
      command: Parameters<typeof registry.register>[0],
      act: (...args: unknown[]) => unknown,
    ): void => {
      this.add(registry.register(command, act));
    };
    on(commands.s3Open, (argument) => openS3(parts, argument));
    on(commands.s3GoTo, (argument) => goToS3(parts, argument));
    on(commands.s3Refresh, (node) => refreshS3(parts, node));
    on(commands.s3LoadMore, (node) => tree.loadMore(containerOf(node)));
    on(commands.s3Download, (node, to) => downloadS3(parts, node, to));
    on(commands.s3UploadFiles, (node, uris) => uploadToS3(parts, 'files', node, uris));
    on(commands.s3UploadFolder, (node, uris) => uploadToS3(parts, 'folder', node, uris));
    on(commands.s3NewFolder, (node, name) => newFolder(parts, node, name));
    on(commands.s3CopyUri, (node, nodes) => copyS3Uri(node, nodes));
    on(commands.s3CopyPresignedUrl, (node) => copyPresignedUrl(parts, node));
    on(commands.s3AddToWorkspace, (node) => addToWorkspace(node));
    on(commands.s3Delete, (node, nodes) => deleteFromS3(parts, node, nodes));
  }
}

/** VS Code's own message says why a file did not open, but has no way on. */
function offerDownload(log: Log, uri: vscode.Uri, error: unknown): void {
  if (!(error instanceof TooLargeError)) return;
  const run = () => vscode.commands.executeCommand(commands.s3Download.id, uri);
  void showError(log, 'Open from S3', error, [{ title: 'Download…', run }]);
}
