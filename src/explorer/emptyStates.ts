import type { KindId } from '../catalog/resource.ts';
import { type CommandSpec, commands } from '../manifest/commands.ts';
import { explain } from '../platform/explain.ts';
import { helpCommands } from '../platform/helpCommands.ts';
import { filterText, isEmpty } from './filter.ts';
import type { ActionNode, ErrorNode, KindNode, MessageNode, ResourceNode } from './nodes.ts';
import type { ListView } from './pages.ts';

/** What makes the first resource of a kind. */
const firstSteps: Partial<Record<KindId, Pick<ActionNode, 'command' | 'label' | 'icon'>>> = {
  trainingJob: { command: commands.trainingLaunch, label: 'Train on SageMaker…', icon: 'rocket' },
  endpoint: { command: commands.endpointDeploy, label: 'Deploy a training job…', icon: 'cloud-upload' },
};

/** What a list without resources shows. */
export function emptyState(node: KindNode, { filter }: ListView): (MessageNode | ActionNode)[] {
  const { id, kind, list } = node;
  if (!isEmpty(filter)) {
    const so = list.hasMore ? ' so far' : '';
    const label = `No ${lowerFirst(node.label)} match "${filterText(filter)}"${so}`;
    const clear = action(`clear/${id}`, commands.resourcesClearFilter, 'Clear filter', 'clear-all', node);
    return [{ type: 'message', id: `empty/${id}`, label }, clear];
  }
  const message: MessageNode = {
    type: 'message',
    id: `empty/${id}`,
    label: list.hasMore ? `No ${lowerFirst(node.label)} so far` : `No ${lowerFirst(node.label)} yet`,
  };
  const step = node.parent ? undefined : firstSteps[kind.id];
  return step ? [message, { type: 'action', id: `first/${id}`, argument: undefined, ...step }] : [message];
}

/** Leads to the next page, and says how far the filter has looked. */
export function loadMoreNode(node: KindNode, filtered: boolean): ActionNode {
  const { items, looked } = node.list;
  return {
    ...action(`more/${node.id}`, commands.resourcesLoadMore, 'Load more…', 'ellipsis', node),
    ...(filtered && { description: `${items.length} of ${looked} looked at` }),
  };
}

/** What is shown in place of, above or below what could not be loaded. */
export function errorState(
  id: string,
  error: unknown,
  retry: KindNode | ResourceNode | undefined,
  again: CommandSpec = commands.resourcesRefresh,
): ErrorNode {
  const actions = [...helpActions(id, error), tryAgain(id, retry, again), showLog(id)];
  return { type: 'error', id: `error/${id}`, error, actions };
}

/** A kind that the connection does not offer, or that one may not see: said once, what matters first as rows are cut. */
export function refusedState(node: KindNode, error: unknown): ErrorNode {
  const { reason, message } = explain(error);
  const said = message.split('\n', 1)[0] ?? '';
  // AWS: `User: arn:… is not authorized to perform: sagemaker:ListModels on resource: …`.
  const [, permission] = / to perform: (\S+)/.exec(said) ?? [];
  const what = reason === 'not-allowed' ? 'No permission' : 'Not offered here';
  return { ...errorState(node.id, error, node), label: `${what}: ${permission ?? said}` };
}

/** What is shown where there is no connection. Why is a text that wraps, so the view says it above the tree. */
export function notConnected(error: unknown): ErrorNode {
  const id = 'connection';
  const signedOut = explain(error).reason === 'signed-out';
  const settings = action(
    `settings/${id}`,
    commands.settingsOpen,
    'Open settings',
    'settings-gear',
    undefined,
  );
  const actions = [
    ...helpActions(id, error),
    tryAgain(id, undefined, commands.resourcesRefresh),
    ...(signedOut ? [] : [settings]),
    showLog(id),
  ];
  return {
    type: 'error',
    id: `error/${id}`,
    label: signedOut ? 'Signed out' : 'Not connected',
    error,
    actions,
  };
}

/** The commands that help with this error, such as "Sign in…". */
function helpActions(id: string, error: unknown): ActionNode[] {
  return explain(error).help.map((help) => {
    const { id: command, title, icon } = helpCommands[help];
    return action(`${help}/${id}`, { id: command, title, category: 'SageMaker' }, title, icon, undefined);
  });
}

const tryAgain = (id: string, argument: KindNode | ResourceNode | undefined, again: CommandSpec) =>
  action(`retry/${id}`, again, 'Try again', 'refresh', argument);

const showLog = (id: string) => action(`log/${id}`, commands.logShow, 'Show log', 'output', undefined);

function action(
  id: string,
  command: CommandSpec,
  label: string,
  icon: string,
  argument: KindNode | ResourceNode | undefined,
): ActionNode {
  return { type: 'action', id, command, label, icon, argument };
}

/** `Training jobs` in the middle of a sentence; `AutoML jobs` stays as it is. */
function lowerFirst(label: string): string {
  return /^[A-Z][a-z]+( |$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
