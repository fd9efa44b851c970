import type { ConnectionService } from './connection/connectionService.ts';
import type { ResourcesTree } from './explorer/resourcesTree.ts';

/** What `activate` returns: the parts that tests of the running extension look at. */
export interface ExtensionApi {
  readonly connections: ConnectionService;
  readonly resources: ResourcesTree;
}
