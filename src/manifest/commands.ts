import type { CommandSpec } from './commands/command.ts';
import { connectionCommands } from './commands/connection.ts';
import { endpointsCommands } from './commands/endpoints.ts';
import { logsCommands } from './commands/logs.ts';
import { resourcesCommands } from './commands/resources.ts';
import { s3Commands } from './commands/s3.ts';
import { trainingCommands } from './commands/training.ts';

export type { CommandSpec } from './commands/command.ts';

/** Every command, by the name that the code uses. Command ids are written nowhere but in these groups. */
export const commands = {
  ...connectionCommands,
  ...resourcesCommands,
  ...trainingCommands,
  ...logsCommands,
  ...endpointsCommands,
  ...s3Commands,
} satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;
export type CommandId = (typeof commands)[CommandName]['id'];
