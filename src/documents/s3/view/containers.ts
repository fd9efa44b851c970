import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import type { ListedBucket } from '../buckets.ts';
import { listPage } from '../listing.ts';
import type { S3Objects } from '../s3Objects.ts';
import { FolderList } from './folderList.ts';
import type { BucketNode, ContainerNode, FolderNode } from './nodes.ts';

/** Objects and folders that are loaded at a time. */
const pageSize = 200;

/** Buckets and folders as nodes, one object each for as long as they are listed: VS Code refreshes a node by its identity. */
export class Containers {
  readonly #objects: S3Objects;
  readonly #known = new Map<string, ContainerNode>();

  constructor(objects: S3Objects) {
    this.#objects = objects;
  }

  bucket({ name, createdAt }: ListedBucket, isDefault: boolean): BucketNode {
    const place = { bucket: name, key: '' };
    const known = this.find(place);
    if (known?.type === 'bucket') return known;
    return this.#keep({ type: 'bucket', place, isDefault, createdAt, list: this.#list(place) });
  }

  folder(parent: ContainerNode, prefix: string): FolderNode {
    const place = { bucket: parent.place.bucket, key: prefix };
    const known = this.find(place);
    if (known?.type === 'folder') return known;
    return this.#keep({ type: 'folder', parent, place, list: this.#list(place) });
  }

  find(place: S3Place): ContainerNode | undefined {
    return this.#known.get(idOf(place));
  }

  /** The folder that holds a place, or the nearest one above it that has been looked into. */
  nearest({ bucket, key }: S3Place): ContainerNode | undefined {
    for (let at = key.lastIndexOf('/'); ; at = at === 0 ? -1 : key.lastIndexOf('/', at - 1)) {
      const found = this.find({ bucket, key: key.slice(0, at + 1) });
      if (found?.list.loaded === true) return found;
      if (at === -1) return undefined;
    }
  }

  /** What is known of a place, and of all below it, no longer holds. */
  invalidate(place: S3Place | undefined): void {
    for (const node of this.#below(place)) node.list.invalidate();
  }

  /** Forgets folders that are gone. */
  forget(place: S3Place): void {
    for (const node of this.#below(place)) this.#known.delete(idOf(node.place));
  }

  clear(): void {
    this.#known.clear();
  }

  #below(place: S3Place | undefined): ContainerNode[] {
    const all = [...this.#known.values()];
    if (!place) return all;
    return all.filter((node) => node.place.bucket === place.bucket && node.place.key.startsWith(place.key));
  }

  #keep<T extends ContainerNode>(node: T): T {
    this.#known.set(idOf(node.place), node);
    return node;
  }

  #list(place: S3Place): FolderList {
    return new FolderList((token) =>
      listPage(this.#objects.clients, place, { depth: 'level', pageSize, token }),
    );
  }
}

const idOf = ({ bucket, key }: S3Place) => s3Uri(bucket, key);
