import type { BundleView } from '../../messages/launchInputs.ts';
import { leftOutTexts } from './leftOut.ts';
import type { SourceCount } from './sourceListing.ts';

/** What the launch page shows of a source folder; `count` is undefined before anything has been counted. */
export function bundleView(folder: string, count: SourceCount | undefined, counting: boolean): BundleView {
  return {
    folder,
    files: count?.files,
    bytes: count?.bytes,
    counting,
    more: count?.more ?? false,
    largest: count?.largest ?? [],
    leftOut: leftOutTexts(count?.leftOut ?? []),
  };
}
