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
  return {
    type: 'error',
    id: `error/${id}`,
    error,
    actions: [
      {
        type: 'action',
        id: `retry/${id}`,
        command: commands.resourcesRefresh,
        label: 'Try again',
        icon: 'refresh',
        argument: retry,
      },
      {
        type: 'action',
        id: `log/${id}`,
        command: commands.logShow,
        label: 'Show log',
        icon: 'output',
        argument: undefined,
      },
    ],
  };
}
