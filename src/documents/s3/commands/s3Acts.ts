/** What the commands on S3 do; its own chunk, loaded with the first of them. */
export { addToWorkspace } from './addToWorkspace.ts';
export { copyPresignedUrl, copyS3Uri } from './copyFromS3.ts';
export { copyInto } from './copyInto.ts';
export { deleteFromS3 } from './deleteFromS3.ts';
export { downloadS3 } from './downloadS3.ts';
export { newFolder } from './newFolder.ts';
export { goToS3, openS3 } from './openS3.ts';
export { uploadToS3, uploadUris } from './uploadToS3.ts';
