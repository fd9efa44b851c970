/** One command as package.json has it, less what menus say about it. */
export interface CommandSpec {
  readonly id: `sagemaker.${string}.${string}`;
  readonly title: string;
  readonly category: 'SageMaker';
  /** A codicon, `$(name)`. */
  readonly icon?: `$(${string})`;
  /** Wants what only a tree node can hand it, so the palette leaves it out. */
  readonly hiddenInPalette?: true;
}

const category = 'SageMaker';

/** Every command, by the name that the code uses. The only place where command ids are written. */
export const commands = {
  engineStart: { id: 'sagemaker.engine.start', title: 'Start the Local Engine', category, icon: '$(play)' },
  engineStop: {
    id: 'sagemaker.engine.stop',
    title: 'Stop the Local Engine',
    category,
    icon: '$(debug-stop)',
  },
  engineCopyEnvironment: {
    id: 'sagemaker.engine.copyEnvironment',
    title: 'Copy Environment for boto3 and the AWS CLI',
    category,
    icon: '$(clippy)',
  },
  connectionManage: {
    id: 'sagemaker.connection.manage',
    title: 'Manage Connection…',
    category,
    icon: '$(plug)',
  },
  connectionSwitch: {
    id: 'sagemaker.connection.switch',
    title: 'Switch Connection…',
    category,
    icon: '$(plug)',
  },
  connectionSwitchRegion: {
    id: 'sagemaker.connection.switchRegion',
    title: 'Switch Region…',
    category,
    icon: '$(globe)',
  },
  connectionSignIn: {
    id: 'sagemaker.connection.signIn',
    title: 'Sign In…',
    category,
    icon: '$(sign-in)',
  },
  settingsOpen: {
    id: 'sagemaker.settings.open',
    title: 'Open Settings',
    category,
    icon: '$(settings-gear)',
  },
  logShow: { id: 'sagemaker.log.show', title: 'Show Log', category, icon: '$(output)' },

  resourcesRefresh: { id: 'sagemaker.resources.refresh', title: 'Refresh', category, icon: '$(refresh)' },
  resourcesLoadMore: {
    id: 'sagemaker.resources.loadMore',
    title: 'Load More…',
    category,
    hiddenInPalette: true,
  },
  resourcesFilter: { id: 'sagemaker.resources.filter', title: 'Filter…', category, icon: '$(filter)' },
  resourcesClearFilter: {
    id: 'sagemaker.resources.clearFilter',
    title: 'Clear Filter',
    category,
    icon: '$(clear-all)',
  },
  resourcesSort: { id: 'sagemaker.resources.sort', title: 'Sort…', category, icon: '$(list-ordered)' },
  resourcePin: { id: 'sagemaker.resource.pin', title: 'Pin', category, icon: '$(pin)' },
  resourceUnpin: { id: 'sagemaker.resource.unpin', title: 'Unpin', category, icon: '$(pinned)' },
  resourceStart: { id: 'sagemaker.resource.start', title: 'Start', category, icon: '$(play)' },
  resourceEditTags: { id: 'sagemaker.resource.editTags', title: 'Edit Tags…', category, icon: '$(tag)' },
  resourceBrowse: {
    id: 'sagemaker.resource.browse',
    title: 'Open in Browser',
    category,
    icon: '$(link-external)',
  },
  resourceOpenInConsole: {
    id: 'sagemaker.resource.openInConsole',
    title: 'Open in AWS Console',
    category,
    icon: '$(globe)',
  },
  modelApprove: { id: 'sagemaker.model.approve', title: 'Approve…', category, icon: '$(thumbsup)' },
  modelReject: { id: 'sagemaker.model.reject', title: 'Reject…', category, icon: '$(thumbsdown)' },
  pipelineStart: { id: 'sagemaker.pipeline.start', title: 'Start Execution…', category, icon: '$(play)' },
  endpointWeigh: {
    id: 'sagemaker.endpoint.weigh',
    title: 'Change Weights and Instances…',
    category,
    icon: '$(settings)',
  },
  resourcesOpenSelected: {
    id: 'sagemaker.resources.openSelected',
    title: 'Open Details of What Is Selected',
    category,
    hiddenInPalette: true,
  },
  resourceOpenDetails: {
    id: 'sagemaker.resource.openDetails',
    title: 'Open Details',
    category,
    icon: '$(json)',
  },
  resourceCopyName: { id: 'sagemaker.resource.copyName', title: 'Copy Name', category, icon: '$(copy)' },
  resourceCopyArn: { id: 'sagemaker.resource.copyArn', title: 'Copy ARN', category, icon: '$(copy)' },
  resourceCopyValue: {
    id: 'sagemaker.resource.copyValue',
    title: 'Copy Value',
    category,
    icon: '$(copy)',
    hiddenInPalette: true,
  },
  resourceRefreshDetails: {
    id: 'sagemaker.resource.refreshDetails',
    title: 'Refresh Details',
    category,
    icon: '$(refresh)',
  },
  resourceGoTo: { id: 'sagemaker.resource.goTo', title: 'Go to Resource…', category, icon: '$(search)' },
  resourceReveal: {
    id: 'sagemaker.resource.reveal',
    title: 'Reveal in SageMaker View',
    category,
    icon: '$(list-tree)',
  },
  resourceShowLineage: {
    id: 'sagemaker.resource.showLineage',
    title: 'Show Lineage…',
    category,
    icon: '$(type-hierarchy)',
  },
  resourceCopyLink: { id: 'sagemaker.resource.copyLink', title: 'Copy Link', category, icon: '$(link)' },
  resourceCompare: { id: 'sagemaker.resources.compare', title: 'Compare with…', category, icon: '$(diff)' },
  resourceSelectForCompare: {
    id: 'sagemaker.resource.selectForCompare',
    title: 'Select for Compare',
    category,
    hiddenInPalette: true,
  },
  resourceCompareWithSelected: {
    id: 'sagemaker.resource.compareWithSelected',
    title: 'Compare with Selected',
    category,
    hiddenInPalette: true,
  },
  resourceStop: { id: 'sagemaker.resource.stop', title: 'Stop', category, icon: '$(debug-stop)' },
  resourceDelete: { id: 'sagemaker.resource.delete', title: 'Delete', category, icon: '$(trash)' },

  runningRefresh: { id: 'sagemaker.running.refresh', title: 'Look Again', category, icon: '$(refresh)' },
  runningShow: { id: 'sagemaker.running.show', title: 'Show What Is Running', category, icon: '$(pulse)' },

  sampleOpen: { id: 'sagemaker.sample.open', title: 'Open the Penguins Sample…', category },
  walkthroughOpen: { id: 'sagemaker.walkthrough.open', title: 'Get Started', category },

  /** Its argument: an `s3://` URI as text, a `sagemaker-s3:` or `sagemaker-archive:` URI, or a node that holds one. Without, it asks. */
  s3Open: { id: 'sagemaker.s3.open', title: 'Open from S3…', category, icon: '$(go-to-file)' },

  trainingLaunch: {
    id: 'sagemaker.training.launch',
    title: 'Train on SageMaker…',
    category,
    icon: '$(rocket)',
  },
  trainingClone: { id: 'sagemaker.training.clone', title: 'Clone Job…', category, icon: '$(repo-clone)' },
  trainingAgain: { id: 'sagemaker.training.again', title: 'Train Again', category, icon: '$(debug-rerun)' },
  trainingCopyAs: {
    id: 'sagemaker.training.copyAs',
    title: 'Copy as boto3, SDK, CLI or JSON…',
    category,
    icon: '$(clippy)',
  },
  trainingCompare: {
    id: 'sagemaker.training.compare',
    title: 'Compare Training Jobs…',
    category,
    icon: '$(graph)',
  },
  trainingSaveTask: {
    id: 'sagemaker.training.saveTask',
    title: 'Save Job as Task…',
    category,
    icon: '$(tasklist)',
  },
  metricsShow: { id: 'sagemaker.metrics.show', title: 'Show Metrics', category, icon: '$(graph-line)' },
  logsTail: { id: 'sagemaker.logs.tail', title: 'Tail Logs', category, icon: '$(terminal)' },
  logsTailFrom: {
    id: 'sagemaker.logs.tailFrom',
    title: 'Tail Logs From…',
    category,
    icon: '$(history)',
  },
  logsFilter: { id: 'sagemaker.logs.filter', title: 'Filter Log Lines…', category, icon: '$(filter)' },
  logsShowAll: {
    id: 'sagemaker.logs.showAll',
    title: 'Show All Log Lines',
    category,
    icon: '$(clear-all)',
  },
  logsTimestamps: {
    id: 'sagemaker.logs.timestamps',
    title: 'Toggle Log Timestamps',
    category,
    icon: '$(clock)',
  },
  logsHost: {
    id: 'sagemaker.logs.host',
    title: 'Choose Log Host…',
    category,
    icon: '$(server-environment)',
  },
  logsCopyError: {
    id: 'sagemaker.logs.copyError',
    title: 'Copy Last Error',
    category,
    icon: '$(clippy)',
  },
  logsStop: { id: 'sagemaker.logs.stop', title: 'Stop Following', category, icon: '$(debug-pause)' },
  logsResume: { id: 'sagemaker.logs.resume', title: 'Resume Following', category, icon: '$(debug-start)' },
  logsSave: { id: 'sagemaker.logs.save', title: 'Save Log…', category, icon: '$(save)' },
  logsOpenDocument: {
    id: 'sagemaker.logs.openDocument',
    title: 'Open Log as Document',
    category,
    icon: '$(go-to-file)',
  },
  logsQuery: { id: 'sagemaker.logs.query', title: 'Query Logs…', category, icon: '$(search-fuzzy)' },
  logsOpenPage: { id: 'sagemaker.logs.openPage', title: 'Open Log Page', category, icon: '$(search)' },
  failureShow: { id: 'sagemaker.failure.show', title: 'Show Failure', category, icon: '$(bug)' },
  failureStep: {
    id: 'sagemaker.failure.step',
    title: 'Take the Next Step',
    category,
    hiddenInPalette: true,
  },
  endpointDeploy: { id: 'sagemaker.endpoint.deploy', title: 'Deploy…', category, icon: '$(cloud-upload)' },
  endpointInvoke: { id: 'sagemaker.endpoint.invoke', title: 'Invoke…', category, icon: '$(send)' },
  endpointInvokeWithFile: {
    id: 'sagemaker.endpoint.invokeWithFile',
    title: 'Invoke Endpoint with File…',
    category,
  },
  endpointInvokeWithSelection: {
    id: 'sagemaker.endpoint.invokeWithSelection',
    title: 'Invoke Endpoint with Selection…',
    category,
  },

  /** Its argument: an `s3://` URI as text, a `sagemaker-s3:` or `sagemaker-archive:` URI, or a node that holds one. Without, it asks. */
  s3GoTo: { id: 'sagemaker.s3.goTo', title: 'Go to S3 URI…', category, icon: '$(search)' },
  s3Refresh: { id: 'sagemaker.s3.refresh', title: 'Refresh S3', category, icon: '$(refresh)' },
  s3LoadMore: { id: 'sagemaker.s3.loadMore', title: 'Load More…', category, hiddenInPalette: true },
  s3Download: {
    id: 'sagemaker.s3.download',
    title: 'Download…',
    category,
    icon: '$(cloud-download)',
    hiddenInPalette: true,
  },
  s3UploadFiles: {
    id: 'sagemaker.s3.uploadFiles',
    title: 'Upload Files…',
    category,
    icon: '$(cloud-upload)',
    hiddenInPalette: true,
  },
  s3UploadFolder: {
    id: 'sagemaker.s3.uploadFolder',
    title: 'Upload Folder…',
    category,
    icon: '$(cloud-upload)',
    hiddenInPalette: true,
  },
  s3NewFolder: {
    id: 'sagemaker.s3.newFolder',
    title: 'New Folder…',
    category,
    icon: '$(new-folder)',
    hiddenInPalette: true,
  },
  s3CopyUri: {
    id: 'sagemaker.s3.copyUri',
    title: 'Copy S3 URI',
    category,
    icon: '$(copy)',
    hiddenInPalette: true,
  },
  s3CopyPresignedUrl: {
    id: 'sagemaker.s3.copyPresignedUrl',
    title: 'Copy Presigned URL (1 Hour)',
    category,
    icon: '$(link)',
    hiddenInPalette: true,
  },
  s3AddToWorkspace: {
    id: 'sagemaker.s3.addToWorkspace',
    title: 'Add Folder to Workspace',
    category,
    hiddenInPalette: true,
  },
  s3Delete: {
    id: 'sagemaker.s3.delete',
    title: 'Delete',
    category,
    icon: '$(trash)',
    hiddenInPalette: true,
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;
export type CommandId = (typeof commands)[CommandName]['id'];
