/** What can be done with a node of the S3 view; menus ask for it through `can:<action>`. */
const actions = {
  bucket: ['upload', 'copyUri', 'addToWorkspace', 'refresh'],
  folder: ['upload', 'download', 'copyUri', 'addToWorkspace', 'delete', 'refresh'],
  object: ['open', 'download', 'copyUri', 'presign', 'delete'],
  archive: ['download', 'copyUri', 'presign', 'addToWorkspace', 'delete', 'refresh'],
  archiveFile: ['open', 'download'],
  archiveFolder: [],
} as const satisfies Record<string, readonly string[]>;

export type S3NodeKind = keyof typeof actions;

/** `object can:open can:download …`. */
export function s3ContextValue(kind: S3NodeKind): string {
  return [kind, ...actions[kind].map((action) => `can:${action}`)].join(' ');
}

/** Every context value that the view writes, for the test that holds menus against them. */
export const s3ContextValues = (Object.keys(actions) as S3NodeKind[]).map(s3ContextValue);
