import { commands } from '../manifest/commands.ts';
import type { Help } from './userError.ts';

/** The commands that an explained error names, with the words of their buttons. */
export const helpCommands = {
  'sign-in': { id: commands.connectionSignIn.id, title: 'Sign in…', icon: 'sign-in' },
  'switch-connection': { id: commands.connectionSwitch.id, title: 'Switch connection…', icon: 'plug' },
  'switch-region': { id: commands.connectionSwitchRegion.id, title: 'Switch region…', icon: 'globe' },
} as const satisfies Record<Help, { id: string; title: string; icon: string }>;
