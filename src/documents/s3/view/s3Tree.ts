import * as vscode from 'vscode';
import type { ConnectionService } from '../../../connection/connectionService.ts';
import { isCancellation } from '../../../platform/explain.ts';
import type { Log } from '../../../platform/log.ts';
import { withProgressWhenSlow } from '../../../platform/progress.ts';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import type { Archives } from '../archive/archives.ts';
import type { ArchiveFolder } from '../archive/archiveTree.ts';
import { isArchive } from '../archive/archiveUri.ts';
import { listBuckets } from '../buckets.ts';
import type { S3Objects } from '../s3Objects.ts';
import { BucketList } from './bucketList.ts';
import { Containers } from './containers.ts';
import type { BucketNode, ContainerNode, EntryNode, ObjectNode, S3Node } from './nodes.ts';
import { emptyAccount, emptyArchive, emptyFolder, listingFailed, loadMore, notConnected } from './states.ts';
import { idOf, treeItem } from './treeItems.ts';

/** Buckets that are loaded at a time. */
const bucketPage = 1000;

/** Buckets, folders and objects as a tree; archives open into what is in them. */
export class S3Tree implements vscode.TreeDataProvider<S3Node>, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #objects: S3Objects;
  readonly #archives: Archives;
  readonly #log: Log;
  readonly #containers: Containers;
  readonly #changed = new vscode.EventEmitter<S3Node | undefined>();
  #buckets: BucketList;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(connections: ConnectionService, objects: S3Objects, archives: Archives, log: Log) {
    this.#connections = connections;
    this.#objects = objects;
    this.#archives = archives;
    this.#log = log;
    this.#containers = new Containers(objects);
    this.#buckets = this.#newBuckets();
  }

  /** Forgets all that is loaded, as when another connection is opened. */
  reset(): void {
    this.#containers.clear();
    this.#buckets = this.#newBuckets();
    this.#changed.fire(undefined);
  }

  /** Asks again for a bucket or folder and all that is open below it; without one for everything. */
  refresh(node?: ContainerNode): void {
    this.#containers.invalidate(node?.place);
    if (!node) this.#buckets.invalidate();
    this.#changed.fire(node);
  }

  /** Something at this place has come, changed or gone. @param gone the folders below it are no more. */
  refreshAround(place: S3Place, gone: boolean): void {
    const nearest = this.#containers.nearest(place);
    if (gone) this.#containers.forget({ bucket: place.bucket, key: `${place.key}/` });
    if (!nearest) return;
    nearest.list.invalidate();
    this.#changed.fire(nearest);
  }

  /** Loads the next page of a bucket or folder, or of the buckets. */
  async loadMore(node?: ContainerNode): Promise<void> {
    await (node ? node.list.more() : this.#buckets.more());
    this.#changed.fire(node);
  }

  getTreeItem(node: S3Node): vscode.TreeItem {
    return treeItem(node);
  }

  getParent(node: S3Node): S3Node | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  async getChildren(node?: S3Node): Promise<S3Node[]> {
    switch (node?.type) {
      case undefined:
        return this.#roots();
      case 'bucket':
      case 'folder':
        return this.#inFolder(node);
      case 'object':
        return isArchive(node.place.key) ? this.#inArchive(node) : [];
      case 'entry':
        return 'folders' in node.found ? entries(node, node.found) : [];
      case 'error':
        return [...node.actions];
      default:
        return [];
    }
  }

  /** The node of a bucket or folder, shown from now on wherever in its list it stands. */
  async containerAt({ bucket, key }: S3Place): Promise<ContainerNode> {
    await this.#buckets.load();
    this.#buckets.include(bucket);
    let node: ContainerNode = this.#bucketNode(bucket);
    // Each folder on the way has been looked into, so that the next is in its list.
    for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) {
      await node.list.load();
      const prefix = key.slice(0, at + 1);
      node.list.includePrefix(prefix);
      node = this.#containers.folder(node, prefix);
    }
    return node;
  }

  /** The node of an object, shown from now on. @returns undefined when there is none. */
  async objectAt(place: S3Place): Promise<ObjectNode | undefined> {
    const facts = await this.#objects.head(place);
    if (!facts) return undefined;
    const parent = await this.containerAt(place);
    await parent.list.load();
    parent.list.includeObject({ key: place.key, ...facts });
    return objectNodes(parent).find((node) => node.place.key === place.key);
  }

  /** Draws everything again from what is loaded, for `reveal` to find what was included. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #roots(): Promise<S3Node[]> {
    const { state } = this.#connections;
    // The view's welcome content says so, and offers the start or to sign in.
    if (state.kind === 'stopped' || state.kind === 'signed-out') return [];
    if (state.kind === 'failed') return [notConnected(state.error)];
    try {
      await this.#connections.connect();
    } catch (error) {
      return [notConnected(error)];
    }
    await this.#buckets.load();
    const { buckets, error, hasMore } = this.#buckets;
    const nodes: S3Node[] = buckets.map(({ name }) => this.#bucketNode(name));
    if (error !== undefined) nodes.unshift(this.#failed('buckets', error, undefined));
    if (nodes.length === 0) return emptyAccount();
    return hasMore ? [...nodes, loadMore('buckets', undefined)] : nodes;
  }

  async #inFolder(node: ContainerNode): Promise<S3Node[]> {
    const { list } = node;
    await list.load();
    const nodes: S3Node[] = [
      ...list.prefixes.map((prefix) => this.#containers.folder(node, prefix)),
      ...objectNodes(node),
    ];
    if (list.error !== undefined) return [this.#failed(idOf(node), list.error, node), ...nodes];
    if (list.hasMore) return [...nodes, loadMore(idOf(node), node)];
    return nodes.length === 0 ? emptyFolder(idOf(node), node) : nodes;
  }

  async #inArchive(node: ObjectNode): Promise<S3Node[]> {
    const { bucket, key } = node.place;
    try {
      const archive = await withProgressWhenSlow('S3', `looking into ${s3Uri(bucket, key)}`, (signal) =>
        this.#archives.list(node.place, signal),
      );
      const inside = entries(node, archive.root);
      return inside.length === 0 ? [emptyArchive(idOf(node))] : inside;
    } catch (error) {
      return [this.#failed(idOf(node), error, node.parent)];
    }
  }

  #bucketNode(name: string): BucketNode {
    const listed = this.#buckets.buckets.find((bucket) => bucket.name === name);
    const bucket = listed ?? { name, createdAt: undefined, region: undefined };
    return this.#containers.bucket(bucket, name === this.#buckets.defaultName);
  }

  #failed(id: string, error: unknown, node: ContainerNode | undefined): S3Node {
    if (!isCancellation(error)) this.#log.error(`List ${id} in the S3 view`, error);
    return listingFailed(id, error, node);
  }

  #newBuckets(): BucketList {
    return new BucketList({
      load: (token) => listBuckets(this.#objects.clients, bucketPage, token),
      defaultName: async () => {
        const connection = await this.#connections.connect();
        return `sagemaker-${connection.region}-${await connection.accountId()}`;
      },
      exists: (bucket) =>
        this.#objects.checkBucket(bucket).then(
          () => true,
          () => false,
        ),
    });
  }
}

/** A folder's objects that are loaded; its own marker is not among them. */
function objectNodes(parent: ContainerNode): ObjectNode[] {
  const { list, place } = parent;
  const folders = new Set(list.prefixes);
  return list.objects
    .filter(({ key, size }) => key !== place.key || size > 0)
    .map((listed) => ({
      type: 'object',
      parent,
      place: { bucket: place.bucket, key: listed.key },
      listed,
      hidden: folders.has(`${listed.key}/`),
    }));
}

function entries(parent: ObjectNode | EntryNode, { folders, files }: ArchiveFolder): EntryNode[] {
  const way = parent.type === 'entry' ? parent.way : [];
  const node = ([name, found]: readonly [string, EntryNode['found']]): EntryNode => ({
    type: 'entry',
    parent,
    place: parent.place,
    way: [...way, name],
    found,
  });
  const sorted = <T extends EntryNode['found']>(map: ReadonlyMap<string, T>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...sorted(folders).map(node), ...sorted(files).map(node)];
}
