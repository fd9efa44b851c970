import { describe, expect, it } from 'vitest';
import { documentText } from '../../../src/catalog/documentText.ts';
import { documentLinks, linkAt } from '../../../src/catalog/links/documentLinks.ts';
import { targetsIn } from '../../../src/catalog/links/target.ts';
import type { ResourceReference } from '../../../src/catalog/resource.ts';

const prefix = 'arn:aws:sagemaker:eu-west-1:123456789012:';
const endpoint: ResourceReference = { kind: 'endpoint', name: 'web', arn: `${prefix}endpoint/web` };

/** The linked words of a document and where they lead. */
function linksOf(answer: object, of = endpoint): Record<string, string> {
  const text = documentText(answer);
  const lines = text.split('\n');
  return Object.fromEntries(
    documentLinks(text, of).map(({ line, start, end, target }) => [
      (lines[line] ?? '').slice(start, end),
      target.type === 's3' ? target.uri : `${target.reference.kind} ${target.reference.arn}`,
    ]),
  );
}

describe('targets in a text', () => {
  it('finds ARNs of SageMaker and S3 URIs, without the punctuation around them', () => {
    const text = `see ${prefix}training-job/a-1, (${prefix}model-package/g/3). and 's3://my-bucket/a/b.csv'; s3://other`;
    expect(targetsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      `${prefix}training-job/a-1`,
      `${prefix}model-package/g/3`,
      's3://my-bucket/a/b.csv',
      's3://other',
    ]);
  });

  it('leaves alone what is of other services, or of no kind', () => {
    expect(
      targetsIn(
        `arn:aws:iam::123456789012:role/r arn:aws:logs:eu-west-1:123456789012:log-group:/aws/sagemaker/Endpoints/web ` +
          `${prefix}no-such-kind/x s3:// /aws/sagemaker/TrainingJobs`,
      ),
    ).toEqual([]);
  });

  it('knows the public content of AWS', () => {
    const [found] = targetsIn(
      'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/bert/1.0.0',
    );
    expect(found?.target).toMatchObject({ reference: { kind: 'hubContent', name: 'bert' } });
  });

  it('takes no time on hostile text', () => {
    const hostile = `${'arn:aws:sagemaker:'.repeat(20_000)}${'s3://a'.repeat(20_000)}`;
    expect(targetsIn(hostile).length).toBeGreaterThan(0);
  });
});

describe('links of a document', () => {
  it('lead to what members name', () => {
    const links = linksOf({
      EndpointArn: endpoint.arn,
      EndpointName: 'web',
      EndpointConfigName: 'web-config',
      ProductionVariants: [{ VariantName: 'a', ModelName: 'penguins' }],
      Explainer: { ModelCardName: 'https://x' },
    });
    expect(links).toEqual({
      'web-config': `endpointConfig ${prefix}endpoint-config/web-config`,
      penguins: `model ${prefix}model/penguins`,
    });
  });

  it('lead to S3, whole keys with blanks in them too, and inside JSON texts', () => {
    expect(
      linksOf({
        ModelDataUrl: 's3://bucket/my model (1).tar.gz',
        HyperParameters: { dir: '"s3://bucket/source.tar.gz"' },
        Uris: ['s3://bucket/list/'],
      }),
    ).toEqual({
      's3://bucket/my model (1).tar.gz': 's3://bucket/my model (1).tar.gz',
      's3://bucket/source.tar.gz': 's3://bucket/source.tar.gz',
      's3://bucket/list/': 's3://bucket/list/',
    });
  });

  it('lead to what stands below a domain, which the same object names', () => {
    const app: ResourceReference = { kind: 'app', name: 'x', arn: `${prefix}app/d-1/ann/JupyterLab/default` };
    expect(
      linksOf(
        { DomainId: 'd-1', UserProfileName: 'ann', Inner: { SpaceName: 'lost' }, AppName: 'default' },
        app,
      ),
    ).toEqual({
      'd-1': `domain ${prefix}domain/d-1`,
      ann: `userProfile ${prefix}user-profile/d-1/ann`,
    });
  });

  it('lead to a job definition of the type that the same object names', () => {
    expect(linksOf({ MonitoringType: 'ModelBias', MonitoringJobDefinitionName: 'bias-1' })).toEqual({
      'bias-1': `modelBiasJobDefinition ${prefix}model-bias-job-definition/bias-1`,
    });
  });

  it('are found by their place', () => {
    const text = documentText({ EndpointConfigName: 'web-config' });
    const links = documentLinks(text, endpoint);
    const column = (text.split('\n')[1] ?? '').indexOf('web-config');
    expect(linkAt(links, 1, column)).toBeDefined();
    expect(linkAt(links, 1, column + 'web-config'.length)).toBeUndefined();
    expect(linkAt(links, 0, column)).toBeUndefined();
  });
});
