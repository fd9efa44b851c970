import { type CommandSpec, commands } from './commands.ts';
import { keybindings, type KeybindingSpec } from './keybindings.ts';
import { menus, type MenuEntry } from './menus.ts';
import { settings, type SettingSpec } from './settings.ts';
import { container, views } from './views.ts';
import { walkthroughs } from './walkthrough.ts';
import { welcome } from './welcome.ts';

const allCommands: readonly CommandSpec[] = Object.values(commands);

const command = ({ id, title, category, icon }: CommandSpec) => ({
  command: id,
  title,
  category,
  ...(icon === undefined ? {} : { icon }),
});

const entry = ({ command: name, when, group }: MenuEntry) => ({
  command: commands[name].id,
  ...(when === undefined ? {} : { when }),
  ...(group === undefined ? {} : { group }),
});

const keybinding = ({ command: name, ...binding }: KeybindingSpec) => ({
  command: commands[name].id,
  ...binding,
});

const setting = (spec: SettingSpec, order: number) => ({
  type: spec.type,
  default: spec.default,
  ...(spec.type === 'integer' ? { minimum: spec.minimum, maximum: spec.maximum } : {}),
  scope: spec.scope,
  order,
  markdownDescription: spec.description,
});

/** package.json's `contributes`, made from this folder's data. */
export function contributes(): Record<string, unknown> {
  const palette = allCommands
    .filter((spec) => spec.hiddenInPalette)
    .map((spec) => ({ command: spec.id, when: 'false' }));
  return {
    commands: allCommands.map(command),
    menus: {
      ...Object.fromEntries(Object.entries(menus).map(([place, entries]) => [place, entries.map(entry)])),
      commandPalette: palette,
    },
    keybindings: keybindings.map(keybinding),
    viewsContainers: { activitybar: [container] },
    views: { [container.id]: Object.values(views) },
    viewsWelcome: welcome,
    walkthroughs: walkthroughs(),
    configuration: {
      title: 'SageMaker',
      properties: Object.fromEntries(
        Object.values(settings).map((spec, order) => [spec.id, setting(spec, order)]),
      ),
    },
  };
}

/** package.json's `capabilities`: a folder that is not trusted must not choose the programs that run. */
export function capabilities(): Record<string, unknown> {
  const all: readonly SettingSpec[] = Object.values(settings);
  const restricted = all.filter(({ scope }) => scope === 'machine-overridable');
  return {
    untrustedWorkspaces: {
      supported: 'limited',
      description: 'The Python that jobs on this machine run with is taken from your user settings only.',
      restrictedConfigurations: restricted.map(({ id }) => id),
    },
  };
}
