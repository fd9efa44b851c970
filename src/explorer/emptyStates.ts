import type { ResourceKind } from '../catalog/kind.ts';
import type { KindId } from '../catalog/resource.ts';
import { commands } from '../manifest/commands.ts';
import type { ActionNode, ErrorNode, KindNode, MessageNode } from './nodes.ts';

/** What makes the first resource of a kind. */
const firstSteps: Partial<Record<KindId, Pick<ActionNode, 'command' | 'label' | 'icon'>>> = {
  trainingJob: { command: commands.trainingLaunch, label: 'Train on SageMaker…', icon: 'rocket' },
  endpoint: { command: commands.endpointDeploy, label: 'Deploy a training job…', icon: 'cloud-upload' },
};

/** What a kind without resources shows. */
export function emptyState(kind: ResourceKind): (MessageNode | ActionNode)[] {
  const message: MessageNode = {
    type: 'message',
    id: `empty/${kind.id}`,
    label: `No ${kind.plural.toLowerCase()} yet`,
  };
  const step = firstSteps[kind.id];
  return step
    ? [message, { type: 'action', id: `first/${kind.id}`, argument: undefined, ...step }]
    : [message];
}

/** What is shown in place of, or above, what could not be loaded. */
export function errorState(id: string, error: unknown, retry: KindNode | undefined): ErrorNode {
  return { type: 'error', id: `error/${id}`, error, actions: [tryAgain(id, retry), showLog(id)] };
}

/** What is shown where there is no connection. Why is a text that wraps, so the view says it above the tree. */
export function notConnected(error: unknown): ErrorNode {
  const id = 'connection';
  const settings: ActionNode = {
    type: 'action',
    id: `settings/${id}`,
    command: commands.settingsOpen,
    label: 'Open settings',
    icon: 'settings-gear',
    argument: undefined,
  };
  const actions = [tryAgain(id, undefined), settings, showLog(id)];
  return { type: 'error', id: `error/${id}`, label: 'Not connected', error, actions };
}

function tryAgain(id: string, argument: KindNode | undefined): ActionNode {
  return {
    type: 'action',
    id: `retry/${id}`,
    command: commands.resourcesRefresh,
    label: 'Try again',
    icon: 'refresh',
    argument,
  };
}

function showLog(id: string): ActionNode {
  return {
    type: 'action',
    id: `log/${id}`,
    command: commands.logShow,
    label: 'Show log',
    icon: 'output',
    argument: undefined,
  };
}
