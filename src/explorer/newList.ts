import type { Connection } from '../connection/connection.ts';
import { settings } from '../manifest/settings.ts';
import { readSetting } from '../platform/settings.ts';
import type { NodeParts } from './buildNodes.ts';
import { loadPage, sortsHere } from './pages.ts';
import { ResourceList } from './resourceList.ts';
import { comparator } from './sort.ts';
import type { ViewMemory } from './viewMemory.ts';

/** Makes a kind's list with the filter and the order that the memory has for it then; it is loaded when it is opened. */
export function newList(memory: ViewMemory, connect: () => Promise<Connection>): NodeParts['newList'] {
  return (kind, key, within) => {
    const view = memory.viewOf(key);
    const here = sortsHere(kind, view);
    const compare = here || kind.query.sortBy.includes(view.sort.by) ? comparator(view.sort) : undefined;
    return new ResourceList(
      async (query) => {
        const pageSize = readSetting(settings.resourcesPageSize);
        return loadPage(await connect(), kind, view, { ...query, within, pageSize });
      },
      { here, compare },
    );
  };
}
