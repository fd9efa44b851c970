import type { Pluggable } from '@smithy/types';
import type { EndpointSettings } from './endpointSettings.ts';

const readOnly = /^(Describe|List|Get|Head|Filter|Search|Query|BatchGet|StartLiveTail|InvokeEndpoint)/;

/** Brings a gone engine back in the middle of a request, and tells about requests that changed something. */
export function requestPlugin<Input extends object, Output extends object>(
  settings: EndpointSettings,
): Pluggable<Input, Output> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, context) => async (args) => {
          const endpoint = await settings.endpoint();
          const answer = await next(args).catch(async (error: unknown) => {
            if (!isRefused(error) || hasStream(args.input)) throw error;
            await settings.revive(endpoint);
            return next(args);
          });
          const operation = (context.commandName ?? '').replace(/Command$/, '');
          if (!readOnly.test(operation)) settings.onWrite(operation);
          return answer;
        },
        { step: 'initialize', name: 'sagemakerWorkbenchRequest', priority: 'high' },
      ),
  };
}

/** Nobody listens: the request has not been seen, so it is safe to send it again. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ECONNREFUSED') || isRefused(error.cause);
}

/** A stream that has begun cannot be sent twice. */
function hasStream(input: object): boolean {
  const body: unknown = 'Body' in input ? input.Body : undefined;
  return typeof body === 'object' && body !== null && 'pipe' in body;
}
