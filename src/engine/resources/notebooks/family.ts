import { validationError } from '../../http/awsError.ts';
import { type Family } from '../catalogue.ts';
import { localUrl, presignedUrl } from '../localUrl.ts';
import { requireStatus } from '../requireStatus.ts';
import { notebookInstanceLifecycleConfig } from './lifecycleConfig.ts';
import { notebookInstance } from './notebookInstance.ts';

/** As long as AWS lets one open a notebook instance by its URL. */
const URL_SECONDS = 300;

export const notebooksFamily: Family = {
  name: 'Notebook instances',
  kinds: [notebookInstance, notebookInstanceLifecycleConfig],
  operations: ({ of }) => ({
    CreatePresignedNotebookInstanceUrl(input, request) {
      const record = of('NotebookInstance').find(input, request);
      const { endpoint, now } = of('NotebookInstance').contextOf(record.name, input, request);
      requireStatus(record, 'NotebookInstanceStatus', ['InService'], validationError, 'open');
      return {
        AuthorizedUrl: presignedUrl(localUrl(endpoint, 'notebook', record.name), now, URL_SECONDS),
      };
    },
  }),
};
