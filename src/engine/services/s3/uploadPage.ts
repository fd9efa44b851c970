import { afterPrefix } from '../../store/keyOrder.ts';
import { type Upload } from '../../store/uploadRows.ts';
import { commonPrefix } from './keyPage.ts';

/** Where a listing of uploads goes on: behind a key and an upload's id. */
export interface UploadPlace {
  readonly key: string;
  readonly id: string;
}

export interface UploadPage {
  readonly uploads: readonly Upload[];
  readonly prefixes: readonly string[];
  /** The last of the page, when there is more. */
  readonly next?: UploadPlace;
}

/** An id behind every other: a key alone stands for all uploads of it. */
export const LAST_ID = '\u{10ffff}';
const MOST_ROWS = 1000;

/**
 * A page of uploads, keys behind a delimiter rolled up into one prefix.
 * @param list uploads with the prefix behind a place, in order
 */
export function uploadPage(
  list: (after: UploadPlace, limit: number) => readonly Upload[],
  query: {
    readonly prefix: string;
    readonly delimiter: string;
    readonly after: UploadPlace;
    readonly limit: number;
  },
): UploadPage {
  const { prefix, delimiter, limit } = query;
  const uploads: Upload[] = [];
  const prefixes: string[] = [];
  let place = query.after;
  let last = query.after;
  const passed = commonPrefix(place.key, prefix, delimiter);
  if (passed !== undefined && passed === place.key) place = behind(passed) ?? place;
  for (;;) {
    const rows = list(place, MOST_ROWS);
    let skipTo: UploadPlace | undefined;
    for (const upload of rows) {
      if (uploads.length + prefixes.length >= limit)
        return { uploads, prefixes, ...(limit > 0 && { next: last }) };
      place = { key: upload.key, id: upload.id };
      const common = commonPrefix(upload.key, prefix, delimiter);
      last = common === undefined ? place : { key: common, id: LAST_ID };
      if (common === undefined) {
        uploads.push(upload);
        continue;
      }
      prefixes.push(common);
      skipTo = behind(common);
      if (!skipTo) return { uploads, prefixes };
      break;
    }
    if (skipTo) place = skipTo;
    else if (rows.length < MOST_ROWS) return { uploads, prefixes };
  }
}

/** Right before the first key that does not begin so, no id being the empty one. */
function behind(prefix: string): UploadPlace | undefined {
  const key = afterPrefix(prefix);
  return key === undefined ? undefined : { key, id: '' };
}
