import * as vscode from 'vscode';
import { withProgress, withProgressWhenSlow } from '../../../platform/progress.ts';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { deleteBelow, deleteObject } from '../deleteObjects.ts';
import { pagesBelow } from '../listing.ts';
import { folderUri, objectUri } from '../s3FileUri.ts';
import type { S3Parts } from '../s3Parts.ts';
import { targetOf } from './targets.ts';
import { confirm } from '../../../platform/say.ts';

/** What is to be deleted: an object, or all below a prefix. */
interface Doomed extends S3Place {
  readonly folder: boolean;
}

/** Objects that are counted before the question; more are just "more than". */
const counted = 10_000;

/** Deletes the objects and folders that are selected. Asks where it costs, and before more than one object goes anywhere. */
export async function deleteFromS3(parts: S3Parts, argument: unknown, selected: unknown): Promise<void> {
  const chosen: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  const places = outermost(chosen.flatMap((node) => doomedBy(node)));
  if (places.length === 0) throw new UserError('invalid-input', 'Choose objects or folders in the S3 view.');
  const connection = await parts.connections.connect();
  const count = await countObjects(parts, places);
  if (
    (connection.billed || count > 1) &&
    !(await confirmed(places, count, connection.billed ? await whose(parts) : ''))
  )
    return;
  await withProgress('Delete from S3', async (report, signal) => {
    for (const place of places) {
      signal.throwIfAborted();
      try {
        if (place.folder) {
          await deleteBelow(parts.objects.clients, place, signal, (gone) =>
            report(`${gone} of ${countText(count)}`),
          );
        } else await deleteObject(parts.objects.clients, place);
      } finally {
        parts.files.changed(
          vscode.FileChangeType.Deleted,
          place.folder ? folderUri(place) : objectUri(place),
        );
      }
    }
  });
}

async function countObjects({ objects }: S3Parts, places: readonly Doomed[]): Promise<number> {
  return withProgressWhenSlow('S3', 'counting objects', async (signal) => {
    let count = 0;
    for (const place of places) {
      if (!place.folder) {
        count += 1;
        continue;
      }
      for await (const page of pagesBelow(objects.clients, place, signal)) {
        count += page.length;
        if (count > counted) return count;
      }
    }
    return count;
  });
}

async function confirmed(places: readonly Doomed[], count: number, account: string): Promise<boolean> {
  const [first] = places;
  const what =
    places.length === 1 && first ? s3Uri(first.bucket, first.key) : `${places.length} things in S3`;
  const detail = `${account}${countText(count)} will be gone for good, unless the bucket keeps versions.`;
  return confirm(`Delete ${what}?`, 'Delete', detail);
}

async function whose({ connections }: S3Parts): Promise<string> {
  const connection = await connections.connect();
  return `Account ${await connection.accountId()}, ${connection.region}. `;
}

function countText(count: number): string {
  if (count > counted) return `More than ${counted} objects`;
  return count === 1 ? '1 object' : `${count} objects`;
}

/** Buckets, and what is in archives, are not deleted from here. */
function doomedBy(node: unknown): Doomed[] {
  const target = targetOf(node);
  return target?.type === 's3' && target.place.key !== '' ? [{ ...target.place, folder: target.folder }] : [];
}

/** Without what is in another of the folders. */
function outermost(places: readonly Doomed[]): Doomed[] {
  const within = (inner: Doomed, outer: Doomed): boolean =>
    inner !== outer && inner.bucket === outer.bucket && outer.folder && inner.key.startsWith(outer.key);
  return places.filter((place) => !places.some((other) => within(place, other)));
}
