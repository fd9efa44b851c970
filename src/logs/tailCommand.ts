import type { ConnectionService } from '../connection/connectionService.ts';
import { askStart } from './commands/askStart.ts';
import { pickTarget } from './commands/pickTarget.ts';
import type { TailEnd } from './tail.ts';
import type { Tails } from './tails.ts';
import { member, startArgument, targetArgument } from './targetArgument.ts';

/**
 * "Tail Logs": of a tree node, `{kind, name}`, or what the person chooses.
 * @param options `{untilEnd: true}` waits for the end and returns it, for tasks and tests.
 */
export async function tailLogs(
  connections: ConnectionService,
  tails: Tails,
  argument: unknown,
  options: unknown,
): Promise<TailEnd | undefined> {
  const connection = await connections.connect();
  const target = targetArgument(argument) ?? (await pickTarget(connection, 'Tail Logs'));
  if (!target) return undefined;
  const tail = tails.show(connection, target);
  return waits(options) ? tail.ended : undefined;
}

/**
 * "Tail Logs From…": the same from another line or time.
 * @param options `{from: 'start' | {last: 100} | {time: <milliseconds since the epoch>}}` asks nothing
 */
export async function tailLogsFrom(
  connections: ConnectionService,
  tails: Tails,
  argument: unknown,
  options: unknown,
): Promise<TailEnd | undefined> {
  const connection = await connections.connect();
  const target = targetArgument(argument) ?? (await pickTarget(connection, 'Tail Logs From'));
  if (!target) return undefined;
  const from = startArgument(member(options, 'from')) ?? (await askStart(Date.now()));
  if (from === undefined) return undefined;
  const tail = tails.show(connection, { ...target, from });
  return waits(options) ? tail.ended : undefined;
}

const waits = (options: unknown): boolean => member(options, 'untilEnd') === true;
