import * as vscode from 'vscode';
import { type InstanceUse, readInstances } from '../catalog/prices/instances.ts';
import type { Connection } from '../connection/connection.ts';
import { instanceFacts, orderInstances } from './instances.ts';
import type { LaunchMemory } from './launchMemory.ts';

export interface InstanceQuestion {
  readonly title: string;
  /** `media/data/instances.json`. */
  readonly file: string;
  readonly use: InstanceUse;
  /** What is taken where nobody has chosen yet. */
  readonly fallback: string;
}

/** The instance type that a person chooses, the last one first; undefined when he gives up. */
export async function pickInstance(
  connection: Connection,
  memory: LaunchMemory,
  { title, file, use, fallback }: InstanceQuestion,
): Promise<string | undefined> {
  const last = memory.answer(`instance.${use}`);
  const items = orderInstances(await readInstances(file, use), last ?? fallback).map((instance) => {
    const { label, description, detail } = instanceFacts(instance);
    const known = label === last ? ['last used', description] : [description];
    return { label, description: known.filter((text) => text !== '').join(' · '), detail };
  });
  const placeHolder = connection.billed
    ? `Instance type in ${connection.region}`
    : 'Instance type, for the record: this machine runs it on its own hardware';
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (chosen) await memory.keepAnswer(`instance.${use}`, chosen.label);
  return chosen?.label;
}
