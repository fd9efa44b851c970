import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { kindHandlers } from '../kindHandlers.ts';
import { listHandler } from '../listing.ts';
import { withTags } from '../withTags.ts';
import { flowDefinition } from './flowDefinition.ts';
import { humanTaskUi } from './humanTaskUi.ts';
import { labelingJob } from './labelingJob.ts';
import { renderUiTemplate } from './renderUiTemplate.ts';
import { workforce } from './workforce.ts';
import { workteam } from './workteam.ts';

/** Describe and Update of what AWS answers inside a member of the kind's name. */
function wrapped(parts: FamilyParts, kind: string): Record<string, JsonHandler> {
  const operations = parts.of(kind);
  const update = kindHandlers(operations, parts)[`Update${kind}`];
  const describe: JsonHandler = (input, request) => ({
    [kind]: operations.describe(operations.find(input, request), request),
  });
  return {
    [`Describe${kind}`]: describe,
    [`Update${kind}`]: async (input, request) => {
      await update?.(input, request);
      return describe(input, request);
    },
  };
}

/** Work teams of vendors come with a subscription on AWS Marketplace, which nobody can have here. */
const subscribed: Record<string, JsonHandler> = {
  DescribeSubscribedWorkteam(input) {
    const arn = text(input, 'WorkteamArn') ?? '';
    throw validationError(`The work team ${arn} was not found among your subscriptions.`);
  },
  ListSubscribedWorkteams(input) {
    if (input['NextToken'] !== undefined) throw validationError('Invalid NextToken: the list has one page.');
    return { SubscribedWorkteams: [] };
  },
};

function listLabelingJobsForWorkteam(parts: FamilyParts): Record<string, JsonHandler> {
  const list = listHandler(parts.of('LabelingJob'), parts, 'ListLabelingJobsForWorkteam');
  if (!list) return {};
  return {
    ListLabelingJobsForWorkteam(input, request) {
      const arn = text(input, 'WorkteamArn') ?? '';
      const own = arn.split(':')[4] === request.accountId;
      if (own && parts.store.byArn(arn)?.kind !== 'Workteam') {
        throw resourceNotFound(`The work team ${arn} does not exist.`);
      }
      return list(input, request);
    },
  };
}

/** Ground Truth and A2I: who labels and reviews, with which templates. */
export const peopleFamily: Family = {
  name: 'Ground Truth and human review',
  kinds: [workforce, workteam, humanTaskUi, flowDefinition, labelingJob],
  operations: (parts) => ({
    ...wrapped(parts, 'Workforce'),
    ...wrapped(parts, 'Workteam'),
    DeleteWorkteam(input, request) {
      parts.of('Workteam').remove(input, request);
      return { Success: true };
    },
    ...subscribed,
    ...listLabelingJobsForWorkteam(parts),
    ...withTags(parts, ['LabelingJob']),
    RenderUiTemplate: renderUiTemplate(parts),
  }),
};
