import * as vscode from 'vscode';
import type { ConnectionService } from '../../../connection/connectionService.ts';
import { views } from '../../../manifest/views.ts';
import { Disposables } from '../../../platform/disposables.ts';
import { explain } from '../../../platform/explain.ts';
import type { S3Place } from '../../../platform/s3Uri.ts';
import { locationOf } from '../s3FileUri.ts';
import type { S3FileSystem } from '../s3FileSystem.ts';
import type { S3Node } from './nodes.ts';
import type { S3Tree } from './s3Tree.ts';

/** Milliseconds in which changes are gathered before the view asks again. */
const gather = 100;

/** The view "S3": the tree, kept true to what this window writes. Nothing asks S3 while nobody looks. */
export class S3View extends Disposables {
  readonly tree: S3Tree;
  readonly #view: vscode.TreeView<S3Node>;
  #changes: { readonly place: S3Place; readonly gone: boolean }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    connections: ConnectionService,
    files: S3FileSystem,
    tree: S3Tree,
    dragAndDropController: vscode.TreeDragAndDropController<S3Node>,
  ) {
    super();
    this.tree = this.add(tree);
    this.#view = this.add(
      vscode.window.createTreeView(views.s3.id, {
        treeDataProvider: tree,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController,
      }),
    );
    this.add(
      connections.onDidChange((state) => {
        if (state.kind !== 'connecting') tree.reset();
        this.#view.message = state.kind === 'failed' ? explain(state.error).message : '';
      }),
    );
    this.add(files.onDidChangeFile((changes) => this.#gather(changes)));
    this.add({ dispose: () => clearTimeout(this.#timer) });
  }

  get selection(): readonly S3Node[] {
    return this.#view.selection;
  }

  /** Shows a bucket, folder or object in the view, selected; a folder or archive opens. @returns whether it is there. */
  async reveal(place: S3Place): Promise<boolean> {
    const isFolder = place.key === '' || place.key.endsWith('/');
    const node = isFolder ? await this.tree.containerAt(place) : await this.tree.objectAt(place);
    if (!node) return false;
    this.tree.redraw();
    await this.#view.reveal(node, { select: true, focus: true, expand: true });
    return true;
  }

  #gather(changes: readonly vscode.FileChangeEvent[]): void {
    for (const { uri, type } of changes) {
      const location = locationOf(uri);
      if (location) this.#changes.push({ place: location, gone: type === vscode.FileChangeType.Deleted });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const { place, gone } of this.#changes.splice(0)) this.tree.refreshAround(place, gone);
    }, gather);
  }
}
