import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import type { Connection } from '../../connection/connection.ts';
import { pick, type PickItem } from '../../platform/pick.ts';
import { type TailKind, tailKinds } from '../follow/tailKind.ts';
import { targetArgument } from '../targetArgument.ts';
import type { TailTarget } from '../tailTarget.ts';

/** What most logs are of: their newest are offered at once, all else by its kind. */
const usual = ['trainingJob', 'endpoint'] as const satisfies readonly TailKind[];

/** Lets the person choose what to tail. @returns undefined when nothing is chosen */
export async function pickTarget(connection: Connection, title: string): Promise<TailTarget | undefined> {
  const chosen = await pick<TailTarget | TailKind>({
    title,
    placeholder: 'A job, an endpoint, or another kind',
    empty: 'There is nothing that writes logs',
    load: async (signal) => {
      const lists = await Promise.all(usual.map((kind) => newest(connection, kind, signal)));
      return [...lists.flat(), ...otherKinds()];
    },
  });
  if (typeof chosen !== 'string') return chosen;
  const { singular } = kindOf(chosen);
  return pick({
    title,
    placeholder: `Which ${singular}?`,
    empty: `There is no ${singular} yet`,
    load: (signal) => newest(connection, chosen, signal),
  });
}

async function newest(
  connection: Connection,
  kind: TailKind,
  signal: AbortSignal,
): Promise<PickItem<TailTarget>[]> {
  const { icon } = kindOf(kind);
  const found = await choices(connection, kindOf(kind), { signal });
  return found.flatMap(({ label, description, value }) => {
    const target = targetArgument(value);
    return target ? [{ label, description, iconPath: new vscode.ThemeIcon(icon), value: target }] : [];
  });
}

function otherKinds(): PickItem<TailKind>[] {
  return tailKinds
    .filter((kind) => !usual.some((one) => one === kind))
    .map((kind) => ({
      label: `${kindOf(kind).plural}…`,
      iconPath: new vscode.ThemeIcon(kindOf(kind).icon),
      value: kind,
    }));
}
