import { type CommandSpec, commands } from './commands.ts';
import { keybindings, type KeybindingSpec } from './keybindings.ts';
import { menus, type MenuEntry } from './menus.ts';
import { settings, type SettingSpec } from './settings.ts';
import { taskType } from './tasks.ts';
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

/**
 * A traceback of a job's log, in the output of any other task that prints one. Tasks of our own type need none: the log that
 * they follow puts failures into the Problems panel by itself.
 */
const problemMatcher = {
  name: 'sagemaker',
  owner: 'sagemaker-output',
  source: 'SageMaker',
  severity: 'error',
  fileLocation: ['relative', '${workspaceFolder}'],
  pattern: [
    { regexp: '^\\s*File "/opt/ml/code/([^"]+)", line (\\d+)', file: 1, line: 2 },
    { regexp: '^\\s{4}.*$' },
    { regexp: '^([A-Za-z_][\\w.]*(?:Error|Exception|Interrupt|Exit)\\b.*)$', message: 1 },
  ],
};

/**
 * package.json's `contributes`, made from this folder's data.
 * @param taskProperties JSON schemas of the members of tasks of type `sagemaker`
 */
export function contributes(taskProperties: Readonly<Record<string, unknown>>): Record<string, unknown> {
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
    taskDefinitions: [{ type: taskType, required: [], properties: taskProperties }],
    problemMatchers: [problemMatcher],
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
