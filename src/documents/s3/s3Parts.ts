import type { ConnectionService } from '../../connection/connectionService.ts';
import type { Archives } from './archive/archives.ts';
import type { ArchiveFileSystem } from './archive/archiveFileSystem.ts';
import type { S3FileSystem } from './s3FileSystem.ts';
import type { S3Objects } from './s3Objects.ts';
import type { S3View } from './view/s3View.ts';

/** What the commands on S3 act with. */
export interface S3Parts {
  readonly connections: ConnectionService;
  readonly objects: S3Objects;
  readonly archives: Archives;
  readonly files: S3FileSystem;
  readonly archiveFiles: ArchiveFileSystem;
  readonly view: S3View;
}
