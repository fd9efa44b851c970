import type { ConnectionService } from './connection/connectionService.ts';
import type { S3Tree } from './documents/s3/view/s3Tree.ts';
import type { LinkHandler } from './documents/linkHandler.ts';
import type { ResourcesTree } from './explorer/resourcesTree.ts';
import type { Running } from './explorer/running/running.ts';

/** What `activate` returns: the parts that tests of the running extension look at. */
export interface ExtensionApi {
  /** What `activate` itself took, the loading of the code before it not counted. */
  readonly activationMilliseconds: number;
  readonly connections: ConnectionService;
  readonly resources: ResourcesTree;
  /** Opens `vscode://` links. */
  readonly links: LinkHandler;
  readonly running: Running;
  readonly s3: S3Tree;
}
