import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filled } from '../../../src/analysis/failures/cause.ts';
import { causeTable } from '../../../src/analysis/failures/causeTable.ts';
import { explain, type Evidence } from '../../../src/analysis/failures/explain.ts';

const table = causeTable(JSON.parse(readFileSync('media/data/failures.json', 'utf8')));
const nothing: Evidence = { errors: [], lines: [], facts: new Map() };
const ids = (evidence: Partial<Evidence>) => explain({ ...nothing, ...evidence }, table).map(({ id }) => id);

/** Texts as frameworks and SageMaker print them; the issues that they are from stand in the table. */
const texts: readonly (readonly [string, Partial<Evidence>])[] = [
  [
    'gpu-memory',
    {
      errors: [
        'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.70 GiB. GPU 0 has a total capacty of 6.00 GiB of which 0 bytes is free.',
      ],
    },
  ],
  [
    'gpu-memory',
    {
      errors: [
        'RuntimeError: CUDA out of memory. Tried to allocate 12.50 MiB (GPU 0; 10.92 GiB total capacity)',
      ],
    },
  ],
  [
    'gpu-memory',
    {
      errors: [
        'tensorflow.python.framework.errors_impl.ResourceExhaustedError: OOM when allocating tensor with shape[128,3] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc',
      ],
    },
  ],
  [
    'loader-memory',
    {
      exitCode: 1,
      errors: [
        "RuntimeError: DataLoader worker (pid 46794) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. Please try to raise your shared memory limit.",
      ],
    },
  ],
  [
    'out-of-memory-killed',
    {
      exitCode: 137,
      reason:
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 137\nErrorMessage "epoch=1"\nExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"\nCommand "python train.py", exit code: 137',
    },
  ],
  [
    'quota',
    {
      reason:
        "ResourceLimitExceeded: An error occurred (ResourceLimitExceeded) when calling the CreateTrainingJob operation: The account-level service limit 'ml.p3.2xlarge for training job usage' is 0 Instances, with current utilization of 0 Instances",
    },
  ],
  [
    'capacity',
    {
      reason:
        'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
    },
  ],
  [
    'assume-role',
    {
      reason:
        "ClientError: SageMaker was unable to assume the role 'arn:aws:iam::379899735384:role/SageMakerRole'",
    },
  ],
  [
    'assume-role',
    {
      reason:
        "ClientError: TrainingHostAgent Initialization failed:InvalidInputException: SageMaker is unable to perform: sts:AssumeRole on the role. Check if you have a trust relationship for 'sagemaker.amazonaws.com' to assume the role.",
    },
  ],
  [
    's3-denied',
    {
      reason:
        'ClientError: Data download failed:Unable to download object s3://sagemaker-repository-dub/model-data (AccessDenied: Access Denied)',
    },
  ],
  [
    's3-denied',
    {
      errors: [
        'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
      ],
    },
  ],
  [
    's3-denied',
    {
      errors: [
        'botocore.exceptions.ClientError: An error occurred (403) when calling the HeadObject operation: Forbidden',
      ],
    },
  ],
  [
    's3-missing',
    {
      reason:
        'ClientError: Data download failed: NoSuchKey: No S3 objects found under S3 URL "s3://b/empty/" given in input data source of channel "train".',
    },
  ],
  [
    'bucket-missing',
    {
      errors: [
        'botocore.errorfactory.NoSuchBucket: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist',
      ],
    },
  ],
  [
    'kms',
    {
      errors: [
        'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:1:key/k',
      ],
    },
  ],
  [
    'image-pull',
    {
      reason:
        'ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.',
    },
  ],
  [
    'image-pull',
    {
      reason:
        'ClientError: API error (404): manifest for 757901089955.dkr.ecr.us-west-2.amazonaws.com/tfrecord-processing:1 not found: manifest unknown: Requested image not found',
    },
  ],
  ['time-limit', { status: 'MaxRuntimeExceeded' }],
  ['max-wait', { status: 'MaxWaitTimeExceeded' }],
  [
    'nccl-timeout',
    {
      lines: [
        '[rank0]:[E321 02:07:08.408271257 ProcessGroupNCCL.cpp:607] [Rank 0] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=1580, OpType=ALLREDUCE, NumelIn=466119168, NumelOut=466119168, Timeout(ms)=600000) ran for 600060 milliseconds before timing out.',
      ],
    },
  ],
  [
    'nccl-network',
    {
      errors: [
        'torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:1333, unhandled system error, NCCL version 2.18.1\nncclSystemError: System call (e.g. socket, malloc) or external library call failed or device error.',
      ],
    },
  ],
  ['torchrun-child', { errors: ['torch.distributed.elastic.multiprocessing.errors.ChildFailedError:'] }],
  [
    'cuda-kernel',
    { errors: ['RuntimeError: CUDA error: no kernel image is available for execution on the device'] },
  ],
  [
    'cuda-driver',
    {
      errors: [
        'RuntimeError: The NVIDIA driver on your system is too old (found version 11040). Please update your GPU driver',
      ],
    },
  ],
  [
    'gated-model',
    {
      errors: ['OSError: You are trying to access a gated repo.'],
      lines: ['401 Client Error. (Request ID: Root=1-66)'],
    },
  ],
  [
    'health-check',
    {
      reason:
        'The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
    },
  ],
  [
    'model-worker-died',
    {
      lines: [
        '2021-04-13 17:56:50,103 [WARN ] W-9000-model_1 org.pytorch.serve.wlm.BatchAggregator - Load model failed: model, error: Worker died.',
      ],
    },
  ],
  [
    'model-archive',
    {
      reason:
        'Failed to extract model data archive for container "container_1" from URL "s3://b/models/model_mnist.tar.gz". Please ensure that the object located at the URL is a valid tar.gz archive.',
    },
  ],
  [
    'state-dict',
    {
      errors: [
        'RuntimeError: Error(s) in loading state_dict for Net:\n\tsize mismatch for fc.weight: copying a param with shape torch.Size([10, 4])',
      ],
    },
  ],
  ['environment-missing', { errors: ["KeyError: 'SM_CHANNEL_TRAIN'"] }],
  ['segmentation-fault', { exitCode: 139 }],
  ['spot-interruption', { status: 'Interrupted' }],
  [
    'pip-offline',
    {
      reason: 'AlgorithmError: InstallRequirementsError:\nExitCode 1',
      lines: [
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/x/",
        'ERROR: No matching distribution found for x',
      ],
    },
  ],
  [
    'circular-import',
    {
      errors: [
        "ImportError: cannot import name 'x' from partially initialized module 'a' (most likely due to a circular import) (/opt/ml/code/a.py)",
      ],
    },
  ],
  [
    'own-name-missing',
    {
      errors: [
        "ImportError: cannot import name 'helper' from 'utils' (/data/jobs/x/algo-1/opt/ml/code/utils.py)",
      ],
    },
  ],
  [
    'process-start',
    {
      errors: [
        'RuntimeError:\n        An attempt has been made to start a new process before the\n        current process has finished its bootstrapping phase.',
      ],
    },
  ],
  [
    'shapes',
    { errors: ['RuntimeError: stack expects each tensor to be equal size, but got [3] at entry 0'] },
  ],
  [
    'command-missing',
    { errors: ["FileNotFoundError: [Errno 2] No such file or directory: 'ffmpeg'\nsubprocess"] },
  ],
  ['hydra-config', { errors: ["In 'config': Could not find 'model/resnet'"] }],
  ['hydra-config', { errors: ["Could not override 'lrr'."] }],
  ['hydra-config', { errors: ["omegaconf.errors.ConfigAttributeError: Key 'epochs' is not in struct"] }],
  [
    'hydra-config',
    { errors: ['omegaconf.errors.MissingMandatoryValue: Missing mandatory value: data.path'] },
  ],
  ['terminated', { exitCode: 143 }],
  [
    'out-of-memory-killed',
    { errors: ["subprocess.CalledProcessError: Command '['prepare']' died with <Signals.SIGKILL: 9>."] },
  ],
  ['out-of-memory-killed', { errors: ['RuntimeError: worker died with <Signals.SIGKILL: 9>, code -9'] }],
  [
    'segmentation-fault',
    { errors: ["subprocess.CalledProcessError: Command 'x' died with <Signals.SIGSEGV: 11>."] },
  ],
  ['arguments', { errors: ['ERROR: Could not consume arg: --lrr'], exitCode: 2 }],
  ['submodule-missing', { errors: ["ModuleNotFoundError: No module named 'pkg.missing_part'"] }],
  ['environment-key', { errors: ["KeyError: 'MY_TOKEN'\nos.environ"] }],
  ['environment-key', { errors: ["KeyError: 'MASTER_ADDR'"] }],
  ['arguments', { errors: ['my trainer: error: argument --opt: invalid choice'], exitCode: 2 }],
  ['arguments', { errors: ["Error: Invalid value for '--epochs': 'ten' is not valid."], exitCode: 2 }],
  ['arguments', { errors: ["FATAL Flags parsing error: Unknown command line flag 'epochs'"], exitCode: 1 }],
];

/** Texts that hold the words of another cause, and have none that is known. */
const others: readonly string[] = [
  'yaml.parser.ParserError: while parsing a flow sequence',
  "KeyError: 'input file nan.csv'",
  "KeyError: 'MASTER_WEIGHTS'",
];

describe('the table of failures', () => {
  it.each(others)('does not explain %s', (error) => {
    // The reason quotes lines of code beside it.
    const reason = `AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "raise ParserError()\n${error}"\nCommand "python train.py", exit code: 1`;
    expect(ids({ errors: [error], reason, exitCode: 1 })).toEqual([]);
  });

  it.each(texts)('explains as %s what is printed so', (id, evidence) => {
    expect(ids(evidence)[0]).toBe(id);
  });

  it('has no two entries of one name, a source for each, and no text with a place that nothing fills', () => {
    const { causes } = table;
    expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
    const facts = new Set(['region', 'instance', 'limit', 'script', 'package']);
    for (const { id, when, cause, fixes, locate, source } of causes) {
      expect(source, id).toMatch(/^https:\/\/|own text$/);
      const groups = (expression: RegExp | undefined) =>
        [...(expression?.source ?? '').matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name ?? '');
      const everywhere = when
        .map(({ error, reason, line }) => new Set([error, reason, line].flatMap(groups)))
        .reduce((all, names) => new Set([...all].filter((name) => names.has(name))));
      const placed = [cause, JSON.stringify(fixes), JSON.stringify(locate ?? {})].join(' ');
      for (const [, name = ''] of placed.matchAll(/\{(\w+)\}/g))
        expect(everywhere.has(name) || facts.has(name), `${id}: {${name}}`).toBe(true);
    }
  });

  it('takes what was raised for more than a line in between, and that for more than a number', () => {
    const lines = ['OSError: [Errno 28] No space left on device'];
    expect(ids({ errors: ["KeyError: 'SM_CHANNEL_TRAIN'"], lines, exitCode: 137 })).toEqual([
      'environment-missing',
      'environment-key',
      'disk-full',
      'out-of-memory-killed',
    ]);
    expect(ids({ errors: ['ValueError: of the person’s own'], exitCode: 1 })).toEqual([]);
    // Who started it says less than what it raised.
    const reason =
      'AlgorithmError: ExecuteUserScriptError:\nErrorMessage "…elastic.multiprocessing.errors.ChildFailedError:"';
    expect(ids({ errors: ['JSONDecodeError: Expecting value'], reason })).toEqual(['json']);
  });

  it('does not explain what a process raised by its launcher having told that it failed', () => {
    const reason =
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "Root Cause (first observed failure):"';
    const lines = [
      'torch.distributed.elastic.multiprocessing.errors.ChildFailedError:',
      'Root Cause (first observed failure):',
    ];
    expect(ids({ errors: ['RuntimeError: rank 1 has no rows'], reason, lines, exitCode: 1 })).toEqual([]);
    expect(ids({ errors: [lines[0] ?? ''], reason, lines, exitCode: 1 })).toEqual(['torchrun-child']);
    expect(ids({ reason, exitCode: 1 })).toEqual(['torchrun-child']);
    // No traceback of it was read, yet the launcher's own table tells what killed it.
    const killed = [...lines, '  exitcode  : -9 (pid: 412)'];
    expect(ids({ errors: [lines[0] ?? ''], lines: killed })[0]).toBe('out-of-memory-killed');
  });

  it('names the package of a module, and fills in what it has found', () => {
    const missing = (module: string) =>
      explain({ ...nothing, errors: [`ModuleNotFoundError: No module named '${module}'`] }, table)[0];
    // Python names the first part that is not there: of `sklearn.svm` without a `sklearn` only that.
    const found = missing('sklearn');
    expect(missing('google.protobuf')?.cause).toBe(
      'The package protobuf is not installed where the job runs.',
    );
    expect(missing('sklearn.externals')?.cause).toMatch(/^There is sklearn, but no externals in it:/);
    expect(found?.cause).toBe('The package scikit-learn is not installed where the job runs.');
    expect(found?.fixes[0]?.action).toEqual({ do: 'require', package: 'scikit-learn' });
    expect(filled('a {b|c} {d|} {e}', new Map([['e', 'f']]))).toBe('a c  f');
  });

  it('says what is wrong with a table', () => {
    expect(() => causeTable({ causes: [{ id: 'x' }], packages: {} })).toThrow(/x: severity/);
    expect(() => causeTable([])).toThrow(/the table/);
  });
});
