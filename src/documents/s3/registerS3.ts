import * as vscode from 'vscode';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry, RegisteredCommand } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { showError } from '../../platform/showError.ts';
import { ArchiveFileSystem } from './archive/archiveFileSystem.ts';
import { Archives } from './archive/archives.ts';
import { archiveScheme } from './archive/archiveUri.ts';
import { BucketClients } from './bucketClients.ts';
import { containerOf, refreshS3 } from './commands/refreshS3.ts';
import type * as S3Acts from './commands/s3Acts.ts';
import { TooLargeError } from './readWhole.ts';
import { S3FileSystem } from './s3FileSystem.ts';
import { s3Scheme } from './s3FileUri.ts';
import { S3Objects } from './s3Objects.ts';
import type { S3Parts } from './s3Parts.ts';
import { S3Drag } from './view/s3Drag.ts';
import { S3Tree } from './view/s3Tree.ts';
import { S3View } from './view/s3View.ts';

const loadActs = () => import('./commands/s3Acts.ts');

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
      upload: async (to, from) => (await loadActs()).uploadUris(parts, to, from),
      copy: async (to, from) => (await loadActs()).copyInto(files, to, from),
      failed: (error) => void showError(log, 'Drop into S3', error),
    });
    const view = this.add(new S3View(connections, files, this.tree, drag));
    const parts: S3Parts = { connections, objects, archives, files, archiveFiles, view };
    this.#register(parts, registry);
  }

  #register(parts: S3Parts, registry: CommandRegistry): void {
    const { tree } = parts.view;
    const on = (
      command: RegisteredCommand,
      act: (acts: typeof S3Acts, first: unknown, second: unknown) => unknown,
    ): void => {
      this.add(registry.register(command, async (first, second) => act(await loadActs(), first, second)));
    };
    on(commands.s3Open, (acts, argument) => acts.openS3(parts, argument));
    on(commands.s3GoTo, (acts, argument) => acts.goToS3(parts, argument));
    on(commands.s3Download, (acts, node, to) => acts.downloadS3(parts, node, to));
    on(commands.s3UploadFiles, (acts, node, uris) => acts.uploadToS3(parts, 'files', node, uris));
    on(commands.s3UploadFolder, (acts, node, uris) => acts.uploadToS3(parts, 'folder', node, uris));
    on(commands.s3NewFolder, (acts, node, name) => acts.newFolder(parts, node, name));
    on(commands.s3CopyUri, (acts, node, nodes) => acts.copyS3Uri(node, nodes));
    on(commands.s3CopyPresignedUrl, (acts, node) => acts.copyPresignedUrl(parts, node));
    on(commands.s3AddToWorkspace, (acts, node) => acts.addToWorkspace(node));
    on(commands.s3Delete, (acts, node, nodes) => acts.deleteFromS3(parts, node, nodes));
    this.add(registry.register(commands.s3Refresh, (node) => refreshS3(parts, node)));
    this.add(registry.register(commands.s3LoadMore, (node) => tree.loadMore(containerOf(node))));
  }
}

/** VS Code's own message says why a file did not open, but has no way on. */
function offerDownload(log: Log, uri: vscode.Uri, error: unknown): void {
  if (!(error instanceof TooLargeError)) return;
  const run = () => vscode.commands.executeCommand(commands.s3Download.id, uri);
  void showError(log, 'Open from S3', error, [{ title: 'Download…', run }]);
}
