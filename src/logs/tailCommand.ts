import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { askStart } from './commands/askStart.ts';
import { pickTarget } from './commands/pickTarget.ts';
import type { TailEnd } from './tail.ts';
import type { Tails } from './tails.ts';
import type { TailTarget } from './tailTarget.ts';
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
  const chosen = await chooseTarget(connections, argument, 'Tail Logs');
  return chosen && show(tails, chosen, options);
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
  const chosen = await chooseTarget(connections, argument, 'Tail Logs From');
  if (!chosen) return undefined;
  const from = startArgument(member(options, 'from')) ?? (await askStart(Date.now()));
  if (from === undefined) return undefined;
  return show(tails, { ...chosen, target: { ...chosen.target, from } }, options);
}

interface Chosen {
  readonly connection: Connection;
  readonly target: TailTarget;
}

/** @returns undefined when nothing is chosen */
async function chooseTarget(
  connections: ConnectionService,
  argument: unknown,
  title: string,
): Promise<Chosen | undefined> {
  const connection = await connections.connect();
  const target = targetArgument(argument) ?? (await pickTarget(connection, title));
  return target && { connection, target };
}

/** @returns the end, where that is waited for */
async function show(
  tails: Tails,
  { connection, target }: Chosen,
  options: unknown,
): Promise<TailEnd | undefined> {
  const tail = await tails.show(connection, target);
  return member(options, 'untilEnd') === true ? tail.ended : undefined;
}
