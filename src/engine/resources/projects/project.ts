import { randomBytes } from 'node:crypto';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { conflict, alreadyExists, doesNotExist } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { isDeleting } from '../statusClock.ts';

const NOTHING_TO_PROVISION =
  'This machine has no Service Catalog and no CloudFormation: what the template describes was not provisioned.';

/** Whether a project's template would have something provisioned, which then fails here. */
function asksForProvisioning(input: JsonObject, ...members: readonly string[]): boolean {
  return members.some((member) => object(input, member) ?? objects(input, member).length > 0);
}

function ended(document: JsonObject): JsonObject {
  return text(object(document, 'engine'), 'template') === undefined
    ? {}
    : {
        ProjectStatus:
          text(document, 'ProjectStatus') === 'UpdateInProgress' ? 'UpdateFailed' : 'CreateFailed',
        ServiceCatalogProvisionedProductDetails: { ProvisionedProductStatusMessage: NOTHING_TO_PROVISION },
      };
}

/** Projects. Without a template they are a name and an id; a template's resources cannot be provisioned here. */
export const project: ResourceKind = {
  name: 'Project',
  listOrder: 'Ascending',
  exists: alreadyExists('Project'),
  notFound: doesNotExist('Project'),
  create(input) {
    const { TemplateProviders: _providers, ...members } = input;
    const template = asksForProvisioning(input, 'ServiceCatalogProvisioningDetails', 'TemplateProviders');
    const details = objects(input, 'TemplateProviders').map((provider) => ({
      CfnTemplateProviderDetail: provider['CfnTemplateProvider'],
    }));
    return {
      ...members,
      ...(details.length > 0 ? { TemplateProviderDetails: details } : {}),
      ProjectId: `p-${randomBytes(6).toString('hex')}`,
      ProjectStatus: 'CreateInProgress',
      ...(template ? { engine: { template: 'not provisioned' } } : {}),
    };
  },
  update({ document, arn }, input) {
    const status = text(document, 'ProjectStatus') ?? '';
    if (status.endsWith('InProgress')) throw conflict(`Project ${arn} is in status ${status}.`);
    const members = ['ServiceCatalogProvisioningUpdateDetails', 'TemplateProvidersToUpdate'];
    const template = asksForProvisioning(input, ...members);
    return {
      ...given(input, 'ProjectDescription'),
      ProjectStatus: 'UpdateInProgress',
      engine: template ? { template: 'not provisioned' } : {},
    };
  },
  settles: {
    CreateInProgress: { to: 'CreateCompleted', afterMs: 1000, change: ({ document }) => ended(document) },
    UpdateInProgress: { to: 'UpdateCompleted', afterMs: 500, change: ({ document }) => ended(document) },
  },
  delete({ document, arn }) {
    const status = text(document, 'ProjectStatus') ?? '';
    if (status.endsWith('InProgress') && !isDeleting(status)) {
      throw conflict(`Project ${arn} is in status ${status} and cannot be deleted now.`);
    }
    return { ProjectStatus: 'DeleteInProgress' };
  },
  deletingMs: 500,
};
