import { command } from './command.ts';

/**
 * Objects in S3. Each takes an `s3://` URI as text, a `sagemaker-s3:` or `sagemaker-archive:` URI, or a node that holds one;
 * those of the palette ask without.
 */
export const s3Commands = {
  s3Open: command('sagemaker.s3.open', 'Open from S3…', { icon: '$(go-to-file)' }),
  s3GoTo: command('sagemaker.s3.goTo', 'Go to S3 URI…', { icon: '$(search)' }),
  s3Refresh: command('sagemaker.s3.refresh', 'Refresh S3', { icon: '$(refresh)' }),
  s3LoadMore: command('sagemaker.s3.loadMore', 'Load More…', { hiddenInPalette: true }),
  s3Download: command('sagemaker.s3.download', 'Download…', {
    icon: '$(cloud-download)',
    hiddenInPalette: true,
  }),
  s3UploadFiles: command('sagemaker.s3.uploadFiles', 'Upload Files…', {
    icon: '$(cloud-upload)',
    hiddenInPalette: true,
  }),
  s3UploadFolder: command('sagemaker.s3.uploadFolder', 'Upload Folder…', {
    icon: '$(cloud-upload)',
    hiddenInPalette: true,
  }),
  s3NewFolder: command('sagemaker.s3.newFolder', 'New Folder…', {
    icon: '$(new-folder)',
    hiddenInPalette: true,
  }),
  s3CopyUri: command('sagemaker.s3.copyUri', 'Copy S3 URI', { icon: '$(copy)', hiddenInPalette: true }),
  s3CopyPresignedUrl: command('sagemaker.s3.copyPresignedUrl', 'Copy Presigned URL (1 Hour)', {
    icon: '$(link)',
    hiddenInPalette: true,
  }),
  s3AddToWorkspace: command('sagemaker.s3.addToWorkspace', 'Add Folder to Workspace', {
    hiddenInPalette: true,
  }),
  s3Delete: command('sagemaker.s3.delete', 'Delete', { icon: '$(trash)', hiddenInPalette: true }),
};
