/** What an open tail is made of; its own chunk, loaded with the first of them. */
export { runTail } from './tail.ts';
export { TailTerminal } from './tailTerminal.ts';
