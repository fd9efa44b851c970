import type { CommandName } from './commands.ts';
import { views } from './views.ts';

export interface KeybindingSpec {
  readonly command: CommandName;
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Only while the tree has the focus, and nobody types into its find widget. */
const inTree = `focusedView == ${views.resources.id} && listFocus && !inputFocus`;

/**
 * Keys of the Resources view. Commands are told that they come from a key: they then act on what is selected, and ask
 * before they delete even where that costs nothing.
 */
export const keybindings: readonly KeybindingSpec[] = [
  {
    command: 'resourceDelete',
    key: 'delete',
    mac: 'cmd+backspace',
    when: inTree,
    args: { fromKey: true },
  },
  { command: 'resourcesOpenSelected', key: 'ctrl+enter', mac: 'cmd+enter', when: inTree },
  { command: 'resourceCopyArn', key: 'ctrl+c', mac: 'cmd+c', when: inTree, args: { fromKey: true } },
  { command: 'resourcesRefresh', key: 'f5', when: inTree },
];
