/** Cleans up after Ctrl-C too: what runs outside this process would stay otherwise. */
const cleaners = new Set<() => Promise<void>>();
let listening = false;

/**
 * Has `clean` called when this process is interrupted, before it ends.
 * @returns call it once `clean` was done in the ordinary way.
 */
export function onInterrupt(clean: () => Promise<void>): () => void {
  cleaners.add(clean);
  if (!listening) {
    listening = true;
    process.once('SIGINT', () => void interrupted(130));
    process.once('SIGTERM', () => void interrupted(143));
  }
  return () => cleaners.delete(clean);
}

async function interrupted(code: number): Promise<void> {
  // The last thing started goes first, as at an ordinary end.
  for (const clean of [...cleaners].reverse()) {
    try {
      await clean();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}
