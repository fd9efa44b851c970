import { commands } from './commands.ts';
import { contextKeys, views } from './views.ts';

interface WelcomeSpec {
  readonly view: string;
  readonly contents: string;
  readonly when: string;
}

const button = (label: string, id: string) => `[${label}](command:${id})`;

/** What an empty view says; VS Code shows it while the tree has no nodes at all. */
export const welcome: readonly WelcomeSpec[] = [
  {
    view: views.resources.id,
    when: `${contextKeys.connectionState} == stopped`,
    contents: [
      'SageMaker on this machine is stopped. Your jobs, models and logs are kept.',
      button('Start the local engine', commands.engineStart.id),
    ].join('\n'),
  },
];
