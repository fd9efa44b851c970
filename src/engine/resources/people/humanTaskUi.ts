import { createHash } from 'node:crypto';
import { object, text } from '../../json.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';

/** Worker templates. Their URL is the engine's own, and gives the template as it is to whoever knows its hash. */
export const humanTaskUi: ResourceKind = {
  name: 'HumanTaskUi',
  notFound: (_key, arn) => resourceNotFound(`HumanTaskUi ${arn} does not exist.`),
  create(input) {
    const { UiTemplate: _template, ...members } = input;
    const content = text(object(input, 'UiTemplate'), 'Content') ?? '';
    return {
      ...members,
      HumanTaskUiStatus: 'Active',
      TemplateContent: content,
      ContentSha256: createHash('sha256').update(content).digest('hex'),
    };
  },
  delete: () => ({ HumanTaskUiStatus: 'Deleting' }),
  deletingMs: 500,
  describe(record, { endpoint }) {
    const hash = text(record.document, 'ContentSha256') ?? '';
    return {
      UiTemplate: {
        Url: `${localUrl(endpoint, 'human-task-ui', record.arn)}?sha256=${hash}`,
        ContentSha256: hash,
      },
    };
  },
};
