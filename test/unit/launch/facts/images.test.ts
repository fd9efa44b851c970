import { BatchGetImageCommand, DescribeImagesCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DetectedFramework } from '../../../../src/launch/facts/detectFramework.ts';
import { imageChoices, type ImageConnection } from '../../../../src/launch/facts/imageChoices.ts';
import {
  type ImageData,
  imageUri,
  parseEcrUri,
  readImageData,
} from '../../../../src/launch/facts/imageData.ts';
import { rankImages } from '../../../../src/launch/facts/rankImages.ts';
import { partitionOf } from '../../../../src/connection/regions.ts';

let data: ImageData;
beforeAll(async () => {
  data = await readImageData('media/data/images.json');
});

const accelerator = (name: string) => ({ name, count: 1, memoryMiB: 1024 });
const gpu = { gpus: [accelerator('NVIDIA A10G')], neuron: [] };
const v100 = { gpus: [accelerator('NVIDIA V100')], neuron: [] };
type RankedFor = Parameters<typeof rankImages>[2];
const trainium = { gpus: [], neuron: [accelerator('Trainium')] };
const cpu = { gpus: [], neuron: [] };
const torch = (specifier?: string): DetectedFramework => ({
  framework: 'pytorch',
  package: 'torch',
  specifier,
  python: undefined,
  evidence: `torch${specifier ?? ''} in requirements.txt`,
});

describe('the facts', () => {
  it('name a registry for every image, and a host for every region', () => {
    for (const image of [...data.frameworks, ...data.algorithms]) {
      const regions = Object.keys(data.registries[image.registry] ?? {});
      expect(regions.length, image.repository).toBeGreaterThan(10);
      for (const region of regions) {
        const uri = imageUri(data, image, { region, partition: partitionOf(region) });
        expect(parseEcrUri(uri ?? ''), `${region} ${uri ?? ''}`).toMatchObject({
          region,
          repository: image.repository,
          tag: image.tag,
        });
      }
    }
  });

  it('are AWS’s own examples', () => {
    const uris = [...data.frameworks, ...data.algorithms].map((image) =>
      imageUri(data, image, { region: 'us-east-1', partition: 'aws' }),
    );
    expect(uris).toContain('763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.10.0-gpu-py313');
    expect(uris).toContain(
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.19.0-gpu-py312-cu125-ubuntu22.04-sagemaker',
    );
    expect(uris).toContain('683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.0-5');
    expect(uris).toContain(
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-py312-cpu-py3',
    );
    expect(uris).toContain('811284229777.dkr.ecr.us-east-1.amazonaws.com/object-detection:1');
    const deepar = data.algorithms.find(({ algorithm }) => algorithm === 'forecasting-deepar')!;
    expect(imageUri(data, deepar, { region: 'ap-northeast-3', partition: 'aws' })).toBe(
      '867004704886.dkr.ecr.ap-northeast-3.amazonaws.com/forecasting-deepar:1',
    );
    expect(imageUri(data, deepar, { region: 'us-gov-east-1', partition: 'aws-us-gov' })).toBe(
      '237065988967.dkr.ecr.us-gov-east-1.amazonaws.com/forecasting-deepar:1',
    );
    expect(imageUri(data, data.frameworks[0]!, { region: 'cn-north-1', partition: 'aws-cn' })).toContain(
      '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/',
    );
    expect(imageUri(data, data.frameworks[0]!, { region: 'mars-1', partition: 'aws' })).toBeUndefined();
  });
});

it('reads URIs of ECR', () => {
  expect(parseEcrUri('123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/train')).toEqual({
    account: '123456789012',
    region: 'eu-west-1',
    repository: 'team/train',
    tag: 'latest',
    digest: undefined,
  });
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(parseEcrUri(`123456789012.dkr.ecr.eu-west-1.amazonaws.com/t@${digest}`)).toMatchObject({
    tag: undefined,
    digest,
  });
  expect(parseEcrUri('public.ecr.aws/deep-learning-containers/pytorch:2')).toBeUndefined();
  expect(parseEcrUri('sagemaker-local/python:3')).toBeUndefined();
});

describe('the ranking', () => {
  const best = (detected: DetectedFramework, instance: RankedFor = gpu) =>
    rankImages(data.frameworks, detected, instance)[0];

  it('takes the version that is asked for, its minor version, or the nearest lower', () => {
    expect(best(torch('==2.6.0'))).toMatchObject({
      image: { version: '2.6.0' },
      reason: 'fits torch==2.6.0 in requirements.txt',
    });
    expect(best(torch('==2.3.1'))?.reason).toBe('same minor version as torch==2.3.1 in requirements.txt');
    expect(best(torch('==2.3.1'))?.image.version).toBe('2.3.0');
    expect(best(torch('<2.2'))?.image.version).toBe('2.1.0');
    expect(best(torch('==1.13.1'))).toMatchObject({
      image: { version: '1.12.1' },
      reason: 'the nearest lower: no image here for torch==1.13.1 in requirements.txt',
    });
    expect(best(torch('==1.4'))?.reason).toMatch(/^the nearest higher/);
    expect(best(torch('>=9'))?.image.version).toBe('2.14.0');
    expect(best(torch())?.reason).toMatch(/^the newest/);
  });

  it('takes the Python that the project has, among those that would do', () => {
    const python = (specifier: string, file = '.python-version') => ({ specifier, file });
    expect(best({ ...torch(), python: python('==3.11') })).toMatchObject({ image: { python: '3.11' } });
    expect(best({ ...torch(), python: python('==3.11') })?.reason).toContain(
      'fits Python 3.11 of .python-version',
    );
    // Its framework's version counts for more.
    const pinned = best({ ...torch('==2.14.0'), python: python('==3.9', '.venv') });
    expect(pinned).toMatchObject({ image: { version: '2.14.0' } });
    expect(pinned?.reason).toBe('fits torch==2.14.0 in requirements.txt; not Python 3.9 of .venv');
    expect(best({ ...torch(), python: python('>=3.10') })?.image.version).toBe('2.14.0');
    const ranged = best({ ...torch('>=2.2'), python: python('==3.10') });
    expect(ranged?.image.python).toBe('3.10');
  });

  it('takes what the instance can run', () => {
    expect(best(torch(), cpu)?.image.processor).toBe('cpu');
    expect(best(torch(), trainium)?.image.repository).toBe('pytorch-training-neuronx');
    // CUDA 13 has no code for Volta.
    expect(best(torch(), v100)?.image.version).toBe('2.8.0');
    // Nor CUDA 12 for Kepler.
    const k80 = { gpus: [accelerator('K80')], neuron: [] };
    const tensorflow = { ...torch(), framework: 'tensorflow' as const };
    expect(rankImages(data.frameworks, tensorflow, k80).map(({ image }) => image.cuda)).not.toContain('12.5');
    const sklearn = { ...torch(), framework: 'sklearn' as const };
    expect(best(sklearn, gpu)?.image.version).toBe('1.9-0');
  });
});

class Refusal extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}
/** ECR as far as it answers for images; what it was asked for is kept. */
function connection(
  answer: (command: unknown) => unknown,
  more: Partial<ImageConnection> = {},
): ImageConnection {
  const ecr = { send: async (command: unknown) => answer(command) } as unknown as ECRClient;
  return {
    ecr: async () => ecr,
    region: 'us-east-1',
    partition: 'aws',
    billed: true,
    accountId: async () => '000000000000',
    ...more,
  };
}
const there = () => ({ images: [{}], failures: [] });

describe('the choices', () => {
  it('begin with the best, found in ECR, then what was used before', async () => {
    const [first, second, third] = await imageChoices(connection(there), {
      data,
      detected: torch('==2.6.0'),
      instance: gpu,
      recent: ['me/own:1'],
    });
    expect(first).toEqual({
      value: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.6.0-gpu-py312',
      label: 'PyTorch 2.6.0',
      detail: 'for GPUs · Python 3.12 · CUDA 12.6 · fits torch==2.6.0 in requirements.txt · found in ECR',
    });
    expect(second).toEqual({ value: 'me/own:1', label: 'own:1', detail: 'used before' });
    expect(third?.label).toBe('PyTorch 2.14.0');
  });

  it('leave out the best when ECR does not have it', async () => {
    let asked = 0;
    const missing = (): unknown =>
      asked++ === 0 ? { failures: [{ failureCode: 'ImageNotFound' }] } : there();
    const [first] = await imageChoices(connection(missing), {
      data,
      detected: torch('==2.6.0'),
      instance: gpu,
    });
    expect(first?.label).toBe('PyTorch 2.14.0');
  });

  it('say that it was not checked where that is not allowed, and ask for a description where there are no pulls', async () => {
    const refused = () => {
      throw new Refusal('AccessDeniedException');
    };
    const question = { data, detected: torch(), instance: gpu };
    const [first] = await imageChoices(connection(refused), question);
    expect(first?.detail).toMatch(/not checked: ecr:BatchGetImage is not allowed/);
    const commands: unknown[] = [];
    const old = (command: unknown) => {
      commands.push(command);
      if (command instanceof BatchGetImageCommand) throw new Refusal('UnknownOperationException');
      return {};
    };
    expect((await imageChoices(connection(old), question))[0]?.detail).toMatch(/found in ECR$/);
    expect(commands[1]).toBeInstanceOf(DescribeImagesCommand);
  });

  it('do not hide that ECR cannot be reached', async () => {
    const down = () => {
      throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
    };
    await expect(imageChoices(connection(down), { data, detected: torch(), instance: gpu })).rejects.toThrow(
      'down',
    );
  });

  it('begin with this machine’s Python where nothing is billed, and ask nobody', async () => {
    const [first, second] = await imageChoices(
      connection(() => expect.fail(), { billed: false }),
      { data, detected: torch(), instance: cpu },
    );
    expect(first?.value).toBe('sagemaker-local/python:3');
    expect(second?.detail).toMatch(/nothing is pulled here/);
  });

  it('offer PyTorch for Transformers on a CPU, and algorithms without a script', async () => {
    const detected: DetectedFramework = { ...torch(), framework: 'huggingface', package: 'transformers' };
    const all = await imageChoices(connection(there), { data, detected, instance: cpu });
    expect(all[0]).toMatchObject({ label: 'PyTorch 2.14.0' });
    expect(all[0]?.detail).toMatch(/requirements\.txt/);
    const none = await imageChoices(connection(there), { data, detected: undefined, instance: gpu });
    expect(none.map(({ label }) => label)).toContain('Object detection');
    expect(new Set(none.map(({ value }) => value)).size).toBe(none.length);
  });
});
