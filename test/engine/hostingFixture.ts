import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  type DescribeEndpointOutput,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, type InvokeEndpointCommandInput } from '@aws-sdk/client-sagemaker-runtime';
import { pack } from 'tar-stream';
import { type TestEngine, until } from './harness.ts';

export const BUCKET = 'models';
const IMAGE = 'sagemaker-local/python:3';
const ROLE = 'arn:aws:iam::000000000000:role/test';

/** A `.tar.gz` of text files by name. */
export async function tarGz(files: Record<string, string>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  return buffer(archive.pipe(createGzip()));
}

/** What tests of hosting do again and again, through the SDK's clients. */
export class HostingFixture {
  readonly engine: TestEngine;

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  async bucket(): Promise<void> {
    await this.engine.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  }

  /** Puts a model's files into S3 and creates the model. */
  async model(
    name: string,
    files: Record<string, string>,
    options: { image?: string; url?: string; environment?: Record<string, string> } = {},
  ): Promise<void> {
    const Key = `${name}/model.tar.gz`;
    await this.engine.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: await tarGz(files) }));
    const container = {
      Image: options.image ?? IMAGE,
      ModelDataUrl: options.url ?? `s3://${BUCKET}/${Key}`,
      Environment: options.environment ?? {},
    };
    const create = { ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer: container };
    await this.engine.sagemaker.send(new CreateModelCommand(create));
  }

  /** @param variants model name by variant name, with its weight when it is not 1 */
  async config(
    name: string,
    variants: Record<string, string | [model: string, weight: number]>,
  ): Promise<void> {
    const productionVariants = Object.entries(variants).map(([variant, given]): ProductionVariant => {
      const [model, weight] = typeof given === 'string' ? [given, 1] : given;
      return {
        VariantName: variant,
        ModelName: model,
        InitialInstanceCount: 1,
        InstanceType: 'ml.m5.large',
        InitialVariantWeight: weight,
      };
    });
    await this.engine.sagemaker.send(
      new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: productionVariants }),
    );
  }

  /** @returns its description once it is no longer on its way */
  async endpoint(name: string, config: string): Promise<DescribeEndpointOutput> {
    await this.engine.sagemaker.send(
      new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: config }),
    );
    return this.settled(name);
  }

  describe(name: string): Promise<DescribeEndpointOutput> {
    return this.engine.sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
  }

  settled(name: string): Promise<DescribeEndpointOutput> {
    return until(
      () => this.describe(name),
      ({ EndpointStatus }) => !['Creating', 'Updating'].includes(EndpointStatus ?? ''),
    );
  }

  async invoke(
    name: string,
    body: string,
    more: Partial<InvokeEndpointCommandInput> = {},
  ): Promise<{ text: string; variant: string | undefined; contentType: string | undefined }> {
    const answer = await this.engine.runtime.send(
      new InvokeEndpointCommand({ EndpointName: name, Body: body, ContentType: 'application/json', ...more }),
    );
    return {
      text: new TextDecoder().decode(answer.Body),
      variant: answer.InvokedProductionVariant,
      contentType: answer.ContentType,
    };
  }
}
