import type { Pluggable } from '@smithy/types';
import { explain } from '../platform/explain.ts';
import { UserError } from '../platform/userError.ts';
import { orAborted } from './abortWith.ts';
import type { ClientSettings } from './clientSettings.ts';

const readOnly = /^(Describe|List|Get|Head|Filter|Search|Query|BatchGet|StartLiveTail|InvokeEndpoint)/;

/**
 * What every request of a connection goes through: it ends with the connection, brings a gone engine back, tells that the
 * credentials were refused, and tells about requests that changed something.
 */
export function requestPlugin<Input extends object, Output extends object>(
  service: string,
  settings: ClientSettings,
): Pluggable<Input, Output> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, context) => async (args) => {
          const endpoint = await settings.endpoint(service);
          const send = () => orAborted(() => next(args), settings.signal);
          const answer = await send()
            .catch(async (error: unknown) => {
              const { revive } = settings;
              if (!revive || endpoint === undefined || !isRefused(error) || hasStream(args.input))
                throw error;
              await revive(endpoint);
              return send();
            })
            .catch((error: unknown) => {
              throw settings.signal.aborted ? error : signedOut(error, settings);
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

/** The error, and word of it where it says that the credentials are no good (any more). */
function signedOut(error: unknown, settings: ClientSettings): unknown {
  const { reason, message, advice } = explain(error);
  if (reason !== 'signed-out') return error;
  const told =
    error instanceof UserError
      ? error
      : new UserError(reason, message, { cause: error, ...(advice && { advice }) });
  settings.onSignedOut(told);
  return told;
}
