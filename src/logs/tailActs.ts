/** What the commands on tails do; its own chunk, loaded with the first of them. */
export { chooseHost } from './commands/chooseHost.ts';
export { filterTail } from './commands/filterTail.ts';
export { tailLogs, tailLogsFrom } from './tailCommand.ts';
