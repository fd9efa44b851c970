import * as vscode from 'vscode';
import { UserError } from '../platform/userError.ts';
import { type Payload, payloadOfFile, payloadOfText } from './payload.ts';

/** Answers to the questions of "Invoke…" in advance, for keybindings, tasks and tests: nothing is asked then. */
export interface InvokeOptions {
  readonly endpointName: string;
  readonly payload?: string | Uint8Array;
  /** Absolute path; instead of a payload. */
  readonly file?: string;
  readonly contentType?: string;
}

/** The options in an argument of the command, else undefined: menus pass nodes and files. */
export function invokeOptions(argument: unknown): InvokeOptions | undefined {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) return undefined;
  const { endpointName, payload, file, contentType } = argument as Partial<
    Record<keyof InvokeOptions, unknown>
  >;
  if (typeof endpointName !== 'string') return undefined;
  return {
    endpointName,
    ...((typeof payload === 'string' || payload instanceof Uint8Array) && { payload }),
    ...(typeof file === 'string' && { file }),
    ...(typeof contentType === 'string' && { contentType }),
  };
}

/** @throws UserError when the options hold no payload. */
export async function optionPayload({ payload, file, contentType }: InvokeOptions): Promise<Payload> {
  if (file === undefined && payload === undefined)
    throw new UserError('invalid-input', 'There is nothing to send: give a payload or a file');
  const found =
    file !== undefined
      ? await payloadOfFile(vscode.Uri.file(file))
      : payloadOfText(typeof payload === 'string' ? payload : '');
  const bytes = payload instanceof Uint8Array ? payload : found.bytes;
  return { ...found, bytes, contentType: contentType ?? found.contentType };
}
