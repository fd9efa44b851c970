import { type CommandName, commands } from './commands.ts';
import { views } from './views.ts';

interface Button {
  readonly label: string;
  readonly command: CommandName;
}

interface StepSpec {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; the buttons come below them. */
  readonly text: readonly string[];
  readonly buttons: readonly Button[];
  /** A file `media/walkthrough/<picture>-<theme>.jpg` for each of light and dark; `npm run walkthrough` takes them. */
  readonly picture: string;
  /** The picture in words. */
  readonly altText: string;
  /** What ticks the step off, besides a click. */
  readonly done: readonly (`onCommand:${string}` | `onContext:${string}` | `onView:${string}`)[];
}

/** The command has been run, by whatever button, menu or key. */
const ran = (name: CommandName) => `onCommand:${commands[name].id}` as const;

/** The first train → tail → deploy → invoke, on this machine; then AWS, and what it costs there. */
export const steps: readonly StepSpec[] = [
  {
    id: 'sample',
    title: 'Open a project',
    text: [
      'Any folder with a Python training script will do. The penguins sample has one, with its data and the code that serves the ' +
        'model; it needs nothing but Python.',
      'Everything in the next four steps runs on this machine: no AWS account, no Docker, no costs.',
    ],
    buttons: [{ label: 'Open the penguins sample…', command: 'sampleOpen' }],
    picture: 'sample',
    altText: 'The penguins sample in the explorer, with train.py open in the editor.',
    done: [ran('sampleOpen')],
  },
  {
    id: 'train',
    title: 'Train',
    text: [
      'Right-click a `.py` file and choose **Train on SageMaker…**. The script’s own arguments are read from it and offered as ' +
        'hyperparameters.',
      'SageMaker on this machine starts when it is first needed.',
    ],
    buttons: [{ label: 'Train on SageMaker…', command: 'trainingLaunch' }],
    picture: 'train',
    altText: 'Choosing hyperparameters before the launch.',
    done: [ran('trainingLaunch')],
  },
  {
    id: 'tail',
    title: 'Follow the logs',
    text: [
      'A launched job’s logs open in a terminal and end with a summary: how long it took, the metrics, and where the model is.',
      'When a script fails, its traceback leads to your own file and line.',
    ],
    buttons: [{ label: 'Tail logs', command: 'logsTail' }],
    picture: 'tail',
    altText: 'A terminal that follows a training job, beside the job in the Resources view.',
    done: [ran('logsTail')],
  },
  {
    id: 'deploy',
    title: 'Deploy the model',
    text: ['A completed job becomes an endpoint: model, configuration and endpoint are made for you.'],
    buttons: [{ label: 'Deploy…', command: 'endpointDeploy' }],
    picture: 'deploy',
    altText: 'An endpoint in service in the Resources view.',
    done: [ran('endpointDeploy')],
  },
  {
    id: 'invoke',
    title: 'Ask it something',
    text: ['Send a file, a selection or what you type, and see the answer and how long it took.'],
    buttons: [{ label: 'Invoke…', command: 'endpointInvoke' }],
    picture: 'invoke',
    altText: 'The answer of an endpoint beside the request that was sent.',
    done: [ran('endpointInvoke'), ran('endpointInvokeWithFile'), ran('endpointInvokeWithSelection')],
  },
  {
    id: 'running',
    title: 'See what is running',
    text: [
      '**Running now** shows everything that is running or billing, what it costs an hour, and endpoints that nobody uses. Stop or ' +
        'delete it from there.',
    ],
    buttons: [{ label: 'Show what is running', command: 'runningShow' }],
    picture: 'running',
    altText: 'The view Running now with a training job and an endpoint.',
    done: [`onView:${views.running.id}`, ran('runningShow')],
  },
  {
    id: 'connect',
    title: 'Connect to AWS',
    text: [
      'The same views and commands work on your AWS account. Profiles are read from your AWS config and credentials files; SSO signs ' +
        'in through the browser.',
      'Before anything that costs or destroys, you are asked.',
    ],
    buttons: [{ label: 'Switch connection…', command: 'connectionSwitch' }],
    picture: 'connect',
    altText: 'Choosing between this machine and AWS profiles.',
    done: [ran('connectionSwitch')],
  },
];

const themes = { light: 'light', dark: 'dark', hc: 'dark', hcLight: 'light' } as const;

/** package.json's `contributes.walkthroughs`. */
export function walkthroughs(): readonly object[] {
  return [
    {
      id: walkthroughId,
      title: 'Get started with SageMaker Workbench',
      description: 'Train, tail, deploy and invoke: first on this machine, then on AWS.',
      featuredFor: ['*.py'],
      icon: 'media/sagemaker.svg',
      steps: steps.map(step),
    },
  ];
}

export const walkthroughId = 'sagemaker.getStarted';

/** The files of a step's picture, by the theme that shows it. */
export function pictures(picture: string): Readonly<Record<keyof typeof themes, string>> {
  const file = (theme: keyof typeof themes) => `media/walkthrough/${picture}-${themes[theme]}.jpg`;
  return { light: file('light'), dark: file('dark'), hc: file('hc'), hcLight: file('hcLight') };
}

function step({ id, title, text, buttons, picture, altText, done }: StepSpec): object {
  const links = buttons.map(({ label, command }) => `[${label}](command:${commands[command].id})`);
  return {
    id,
    title,
    description: [...text, ...links].join('\n\n'),
    media: { image: pictures(picture), altText },
    completionEvents: done,
  };
}
