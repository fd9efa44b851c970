import { describe, expect, it } from 'vitest';
import { resourceLink, targetOfLink } from '../../../src/documents/resourceLink.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/penguins-1';

describe('links to resources', () => {
  it('come back as what they were made of', () => {
    const link = new URL(resourceLink('vscode', arn).replace('vscode:', 'https:'));
    expect(link.host).toBe('sagemaker-workbench.sagemaker-workbench');
    expect(targetOfLink(link.pathname, link.search.slice(1))).toMatchObject({
      type: 'resource',
      reference: { kind: 'trainingJob', name: 'penguins-1', arn },
    });
    // VS Code hands the query on decoded.
    expect(targetOfLink('/resource', `arn=${arn}`)).toBeDefined();
  });

  it('lead into S3', () => {
    expect(targetOfLink('/s3', 'uri=s3%3A%2F%2Fmy-bucket%2Fa%20b%2Bc.csv')).toEqual({
      type: 's3',
      uri: 's3://my-bucket/a b+c.csv',
    });
    expect(targetOfLink('/s3', 'uri=s3://my-bucket')).toEqual({ type: 's3', uri: 's3://my-bucket' });
  });

  it.each([
    ['/resource', ''],
    ['/resource', 'arn='],
    ['/resource', 'arn=penguins-1'],
    ['/resource', `arn=${arn}&arn=${arn}`],
    ['/resource', `arn=${arn}%0Arm`],
    ['/resource', `arn=${arn} and more`],
    ['/resource', `arn=x${arn}`],
    ['/resource', `arn=${arn}/../../etc`.padEnd(3000, 'x')],
    ['/resource', 'arn=arn:aws:iam::123456789012:role/admin'],
    ['/resource', 'arn=arn:aws:sagemaker:eu-west-1:123456789012:no-such-kind/x'],
    ['/resource', 'arn=arn:evil:sagemaker:eu-west-1:123456789012:model/x'],
    ['/delete', `arn=${arn}`],
    ['/resource/delete', `arn=${arn}`],
    ['/s3', 'uri=file:///etc/passwd'],
    ['/s3', 'uri=s3://'],
    ['/s3', 'uri=s3://UPPER/x'],
    ['/s3', 'uri=s3://bucket/a%00b'],
    ['/s3', 'uri=s3://bucket/a%0Ab'],
    ['/s3', `uri=s3://bucket/${'x'.repeat(3000)}`],
    ['/s3', 'uri=command:workbench.action.quit'],
    ['', ''],
  ])('from others are refused when they name nothing of ours: %s?%s', (path, query) => {
    expect(targetOfLink(path, query)).toBeUndefined();
  });
});
