import { type CommandName, commands } from './commands.ts';
import { contextKeys, views } from './views.ts';

interface WelcomeSpec {
  readonly view: string;
  readonly contents: string;
  readonly when: string;
}

/** On a line of its own a button, else a link. */
const link = (label: string, command: CommandName) => `[${label}](command:${commands[command].id})`;
const lines = (...text: readonly string[]) => text.join('\n');
const connection = (state: string) => `${contextKeys.connectionState} == ${state}`;
const start = link('Start the local engine', 'engineStart');
const other = link('Switch connection…', 'connectionSwitch');

/** What an empty view says; VS Code shows it while the tree has no nodes at all. */
export const welcome: readonly WelcomeSpec[] = [
  {
    view: views.resources.id,
    when: connection('stopped'),
    contents: lines(
      'SageMaker on this machine is stopped. Your jobs, models and logs are kept.',
      start,
      other,
      `New here? ${link('Get started', 'walkthroughOpen')} in a few minutes.`,
    ),
  },
  {
    view: views.resources.id,
    when: connection('signed-out'),
    contents: lines(
      'You are signed out of AWS: the credentials are missing or have expired.',
      link('Sign in…', 'connectionSignIn'),
      other,
    ),
  },
  {
    view: views.resources.id,
    when: connection('failed'),
    contents: lines('There is no connection to SageMaker.', link('Try again', 'resourcesRefresh'), other),
  },
  {
    view: views.running.id,
    when: connection('connected'),
    contents: lines(
      'Nothing is running, so nothing is being billed.',
      `${link('Train', 'trainingLaunch')} or ${link('deploy', 'endpointDeploy')} something, and it shows up here.`,
    ),
  },
  // What helps stands in the Resources view, right above.
  {
    view: views.running.id,
    when: connection('stopped'),
    contents:
      'SageMaker on this machine is stopped. Jobs that had been started run on, and are found again when it starts.',
  },
  {
    view: views.running.id,
    when: connection('signed-out'),
    contents: 'What is running, and what it costs, can be told once you are signed in.',
  },
  {
    view: views.running.id,
    when: connection('failed'),
    contents:
      'What is running cannot be told without a connection; the Resources view says why there is none.',
  },
];
