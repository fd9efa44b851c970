/** Whether any process has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
