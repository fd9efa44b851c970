import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { merged } from '../merged.ts';
import { parsedObject } from '../members.ts';

/**
 * A work team or template that a request names must be there when it is of this account; AWS's own and vendors' are of
 * others.
 */
export function requireOwn(arn: string | undefined, kind: string, context: KindContext): void {
  if (arn?.split(':')[4] !== context.accountId) return;
  if (context.byArn(arn)?.kind !== kind) throw validationError(`The ${kind} ${arn} does not exist.`);
}

function requireActivation(input: JsonObject): void {
  const activation = object(input, 'HumanLoopActivationConfig');
  if (!activation) return;
  if (input['HumanLoopRequestSource'] === undefined) {
    throw validationError('HumanLoopActivationConfig needs HumanLoopRequestSource.');
  }
  const config = object(activation, 'HumanLoopActivationConditionsConfig');
  if (!parsedObject(text(config, 'HumanLoopActivationConditions') ?? '')) {
    throw validationError('HumanLoopActivationConditions must be a JSON object.');
  }
}

/** Flow definitions of Amazon A2I: who reviews what, with which template. */
export const flowDefinition: ResourceKind = {
  name: 'FlowDefinition',
  create(input, context) {
    requireActivation(input);
    const loop = object(input, 'HumanLoopConfig');
    requireOwn(text(loop, 'WorkteamArn'), 'Workteam', context);
    requireOwn(text(loop, 'HumanTaskUiArn'), 'HumanTaskUi', context);
    const times = { TaskAvailabilityLifetimeInSeconds: 864_000, TaskTimeLimitInSeconds: 3600 };
    return {
      ...input,
      ...(loop ? { HumanLoopConfig: merged(times, loop) } : {}),
      FlowDefinitionStatus: 'Initializing',
    };
  },
  delete: () => ({ FlowDefinitionStatus: 'Deleting' }),
  deletingMs: 1000,
  settles: { Initializing: { to: 'Active', afterMs: 1500 } },
};
