/** There is no such file or folder. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(codeOf(error));
}

/** It is there, and this user, or this disk, does not give it away. */
export function isUnreadable(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EIO', 'EBUSY'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
