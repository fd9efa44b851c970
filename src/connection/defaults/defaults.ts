/** The network that jobs and endpoints run in. */
export interface VpcDefaults {
  readonly subnets: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/**
 * Whatever a company has fixed for its SageMaker, as the SageMaker Python SDK reads it from its own `config.yaml`: what
 * is undefined is not said there.
 */
export interface Defaults {
  /** `SageMaker.PythonSDK.Modules.Session`: instead of `sagemaker-<region>-<account>`. */
  readonly bucket: string | undefined;
  /** Goes before every key. Without slashes at its ends. */
  readonly bucketPrefix: string | undefined;
  readonly training: {
    readonly roleArn: string | undefined;
    readonly vpc: VpcDefaults | undefined;
    readonly outputKmsKeyId: string | undefined;
    readonly volumeKmsKeyId: string | undefined;
    readonly networkIsolation: boolean | undefined;
    readonly encryptTraffic: boolean | undefined;
  };
  readonly hosting: {
    /** The model's execution role. */
    readonly roleArn: string | undefined;
    readonly vpc: VpcDefaults | undefined;
    readonly kmsKeyId: string | undefined;
    readonly networkIsolation: boolean | undefined;
  };
  readonly processingRoleArn: string | undefined;
  readonly pipelineRoleArn: string | undefined;
  readonly featureGroupRoleArn: string | undefined;
}

/** Something in a file that cannot be used; the rest is. */
export interface DefaultsProblem {
  /** A path or an S3 URI. */
  readonly file: string;
  /** From 1; undefined when it is about the whole file. */
  readonly line: number | undefined;
  readonly message: string;
}

/** Values of the merged files, as they are in the YAML. */
export type ConfigTree = Readonly<Record<string, unknown>>;

/** The typed defaults of merged files, whose values `checkedTree` has looked at. */
export function defaultsOf(tree: ConfigTree): Defaults {
  const text = (path: string) => at(tree, path) as string | undefined;
  const flag = (path: string) => at(tree, path) as boolean | undefined;
  const vpc = (path: string): VpcDefaults | undefined => {
    const subnets = at(tree, `${path}.Subnets`) as string[] | undefined;
    const securityGroupIds = at(tree, `${path}.SecurityGroupIds`) as string[] | undefined;
    return subnets && securityGroupIds && { subnets, securityGroupIds };
  };
  const session = 'SageMaker.PythonSDK.Modules.Session';
  return {
    bucket: text(`${session}.DefaultS3Bucket`),
    bucketPrefix: text(`${session}.DefaultS3ObjectKeyPrefix`)?.replace(/^\/+|\/+$/g, ''),
    training: {
      roleArn: text('SageMaker.TrainingJob.RoleArn'),
      vpc: vpc('SageMaker.TrainingJob.VpcConfig'),
      outputKmsKeyId: text('SageMaker.TrainingJob.OutputDataConfig.KmsKeyId'),
      volumeKmsKeyId: text('SageMaker.TrainingJob.ResourceConfig.VolumeKmsKeyId'),
      networkIsolation: flag('SageMaker.TrainingJob.EnableNetworkIsolation'),
      encryptTraffic: flag('SageMaker.TrainingJob.EnableInterContainerTrafficEncryption'),
    },
    hosting: {
      roleArn: text('SageMaker.Model.ExecutionRoleArn'),
      vpc: vpc('SageMaker.Model.VpcConfig'),
      kmsKeyId: text('SageMaker.EndpointConfig.KmsKeyId'),
      networkIsolation: flag('SageMaker.Model.EnableNetworkIsolation'),
    },
    processingRoleArn: text('SageMaker.ProcessingJob.RoleArn'),
    pipelineRoleArn: text('SageMaker.Pipeline.RoleArn'),
    featureGroupRoleArn: text('SageMaker.FeatureGroup.RoleArn'),
  };
}

/** The value below a path of names with dots between. */
export function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((below, name) => (isTree(below) ? below[name] : undefined), tree);
}

/** Later files win, member by member; lists are taken whole. */
export function merged(trees: readonly ConfigTree[]): ConfigTree {
  return trees.reduce<ConfigTree>(merge, {});
}

function merge(base: ConfigTree, over: ConfigTree): ConfigTree {
  const entries = Object.entries(over).map(([name, value]) => {
    const before = base[name];
    return [name, isTree(before) && isTree(value) ? merge(before, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

export function isTree(value: unknown): value is ConfigTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
