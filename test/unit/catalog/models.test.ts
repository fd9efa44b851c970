import { describe, expect, it } from 'vitest';
import { cardContent } from '../../../src/catalog/models/cardContent.ts';
import { hubContent } from '../../../src/catalog/models/hubContent.ts';
import { modelPackageDetails } from '../../../src/catalog/models/modelPackage.ts';
import { stubSageMaker } from './stubClient.ts';

describe('a model card’s content', () => {
  it.each([undefined, '', '{', 'null', '[]', '{"model_overview": 7}', '{"model_overview": {"model_id": 3}}'])(
    'of %j has nothing to tell',
    (text) => {
      expect(Object.values(cardContent(text)).filter((value) => value !== undefined)).toEqual([]);
    },
  );

  it('names the model by its ARN where it has one', () => {
    const overview = { model_id: 'arn:aws:sagemaker:us-east-1:000000000000:model/m', model_name: 'm' };
    expect(cardContent(JSON.stringify({ model_overview: overview })).model).toBe(overview.model_id);
  });
});

describe('a model package', () => {
  const found = {
    ModelPackageName: 'p',
    ModelPackageArn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/p',
    ModelPackageStatus: 'Failed' as const,
    ModelPackageStatusDetails: {
      ValidationStatuses: [
        { Name: 'a', Status: 'Completed' as const },
        { Name: 'b', Status: 'Failed' as const, FailureReason: 'ClientError: no such image' },
      ],
    },
    CreationTime: new Date(0),
  };

  it('says which check failed', () => {
    const { facts, children, resource } = modelPackageDetails(found);
    expect([resource.name, resource.status]).toEqual(['p', 'Failed']);
    expect(facts[0]).toEqual(['Status', 'Failed: ClientError: no such image']);
    expect(children[0]).toMatchObject({ id: 'failure', value: 'ClientError: no such image' });
  });

  it('without a group has no approval', () => {
    const complete = { ...found, ModelPackageStatus: 'Completed' as const };
    expect(modelPackageDetails(complete).resource.status).toBe('Completed');
  });

  it('in a life cycle says where it stands', () => {
    const staged = { ...found, ModelLifeCycle: { Stage: 'Staging', StageStatus: 'PendingApproval' } };
    expect(modelPackageDetails(staged).resource.note).toBe('Staging PendingApproval');
  });
});

describe('AWS’s public hub', () => {
  const content = {
    kind: 'hubContent',
    name: 'llm',
    arn: 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/llm/1.0.0',
  } as const;

  it('is read by its ARN and not changed', async () => {
    const { from, asked } = stubSageMaker({ DescribeHubContent: { HubContentName: 'llm' } });
    await hubContent.describe(from, content);
    expect(asked[0]?.input).toEqual({
      HubName: 'arn:aws:sagemaker:us-east-1:aws:hub/SageMakerPublicHub',
      HubContentType: 'Model',
      HubContentName: 'llm',
      HubContentVersion: '1.0.0',
    });
    expect(hubContent.actions({ ...content, status: 'Available' })).toEqual(['describe']);
  });
});
