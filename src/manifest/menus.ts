import type { CommandName } from './commands.ts';
import { contextKeys, views } from './views.ts';

export interface MenuEntry {
  readonly command: CommandName;
  readonly when?: string;
  readonly group?: string;
}

const inResources = `view == ${views.resources.id}`;
const inRunning = `view == ${views.running.id}`;
/** Both trees have resources as nodes. */
const inTrees = `view =~ /^(${views.resources.id}|${views.running.id})$/`;
/** A node's context value is `<kind>.<status> can:<action> …`; catalog/contextValue.ts writes it. */
const node = (pattern: string) => `${inTrees} && viewItem =~ /${pattern}/`;
const can = (action: string) => node(`\\bcan:${action}\\b`);
const inS3 = `view == ${views.s3.id}`;
/** documents/s3/view/contextValue.ts writes these. */
const s3Node = (pattern: string) => `${inS3} && viewItem =~ /${pattern}/`;
const s3Can = (action: string) => s3Node(`\\bcan:${action}\\b`);
/** The same, where it is for one resource and not for several that are selected. */
const one = (action: string) => `!listMultiSelection && ${can(action)}`;
/** What has metrics to show. */
const measured = node('^(?:trainingJob|endpoint)\\b');
/** What runs, and may print how far it is. */
const progressing = node('^(?:trainingJob|processingJob|transformJob)\\.inProgress\\b');
const details = 'resourceScheme == sagemaker';
/** What can be trained: notebooks are sent as scripts. */
const script = 'resourceScheme == file && resourceExtname =~ /^\\.(py|sh|ipynb)$/';
const folder = 'explorerResourceIsFolder && resourceScheme == file';
const payload = 'resourceExtname =~ /^\\.(json|jsonl|csv|txt|libsvm)$/';

const inTail = contextKeys.tail;
/** Of a terminal that follows a log, at its text and at its tab. */
const tailMenu = [
  { command: 'logsFilter', when: inTail, group: '1_sagemaker@1' },
  { command: 'logsHost', when: inTail, group: '1_sagemaker@2' },
  { command: 'logsShowAll', when: contextKeys.tailFiltered, group: '1_sagemaker@3' },
  { command: 'logsTimestamps', when: inTail, group: '1_sagemaker@4' },
  { command: 'logsCopyError', when: inTail, group: '1_sagemaker@5' },
  { command: 'logsSave', when: inTail, group: '2_sagemaker@1' },
  { command: 'logsOpenDocument', when: inTail, group: '2_sagemaker@2' },
  { command: 'logsOpenPage', when: inTail, group: '2_sagemaker@3' },
  { command: 'logsStop', when: `${inTail} == following`, group: '3_sagemaker@1' },
  { command: 'logsResume', when: `${inTail} == ended`, group: '3_sagemaker@1' },
] as const satisfies readonly MenuEntry[];

/** Where commands show up. Order inside a group is VS Code's own: by the number behind `@`. */
export const menus = {
  'view/title': [
    { command: 'runningRefresh', when: inRunning, group: 'navigation@1' },
    { command: 'trainingLaunch', when: inResources, group: 'navigation@1' },
    { command: 'resourcesRefresh', when: inResources, group: 'navigation@2' },
    { command: 'resourcesFilter', when: inResources, group: 'navigation@3' },
    { command: 'resourceGoTo', when: inResources, group: 'navigation@4' },
    { command: 'resourcesClearFilter', when: inResources, group: '0_filter@1' },
    { command: 'trainingHistory', when: inResources, group: '0_launch@1' },
    { command: 'connectionSwitch', when: inResources, group: '1_connection@1' },
    { command: 'connectionSwitchRegion', when: inResources, group: '1_connection@2' },
    { command: 'connectionSignIn', when: inResources, group: '1_connection@3' },
    { command: 'engineCopyEnvironment', when: inResources, group: '1_connection@4' },
    { command: 'engineStart', when: inResources, group: '2_engine@1' },
    { command: 'engineStop', when: inResources, group: '2_engine@2' },
    { command: 'logShow', when: inResources, group: '3_log@1' },
    { command: 's3GoTo', when: inS3, group: 'navigation@1' },
    { command: 's3Refresh', when: inS3, group: 'navigation@2' },
  ],
  'view/item/context': [
    { command: 'logsTail', when: can('tail'), group: 'inline@1' },
    { command: 'metricsShow', when: measured, group: 'inline@2' },
    { command: 'endpointDeploy', when: can('deploy'), group: 'inline@2' },
    { command: 'endpointInvoke', when: can('invoke'), group: 'inline@2' },
    { command: 'resourceStop', when: can('stop'), group: 'inline@3' },
    // What cannot be stopped costs until it is deleted.
    {
      command: 'resourceDelete',
      when: `${inRunning} && viewItem =~ /^(?!.*\\bcan:stop\\b).*\\bcan:delete\\b/`,
      group: 'inline@3',
    },
    { command: 'trainingLaunch', when: node('^kind:trainingJob\\b'), group: 'inline@1' },
    { command: 'resourcesClearFilter', when: node('^kind:.*\\bis:filtered\\b'), group: 'inline@2' },
    { command: 'resourcesRefresh', when: node('^kind:'), group: 'inline@3' },
    { command: 'resourcesFilter', when: node('^kind:'), group: '1_list@1' },
    { command: 'resourcesSort', when: node('^kind:'), group: '1_list@2' },
    { command: 'resourcesClearFilter', when: node('^kind:.*\\bis:filtered\\b'), group: '1_list@3' },
    { command: 'resourcesRefresh', when: node('^kind:'), group: '1_list@4' },
    { command: 'resourceStart', when: can('start'), group: 'inline@3' },
    { command: 'pipelineStart', when: can('execute'), group: 'inline@3' },
    { command: 'resourceBrowse', when: can('browse'), group: 'inline@2' },
    { command: 'resourceOpenDetails', when: can('describe'), group: 'inline@4' },

    { command: 'resourceOpenDetails', when: can('describe'), group: '1_open@1' },
    { command: 'logsTail', when: can('tail'), group: '1_open@2' },
    { command: 'failureShow', when: node('^\\w+\\.failed\\b.*\\bcan:tail\\b'), group: '1_open@2' },
    { command: 'logsTailFrom', when: one('tail'), group: '1_open@2' },
    { command: 'logsOpenDocument', when: one('tail'), group: '1_open@2' },
    { command: 'logsOpenPage', when: one('tail'), group: '1_open@2' },
    { command: 'logsQuery', when: one('tail'), group: '1_open@2' },
    { command: 'logsSave', when: one('tail'), group: '1_open@2' },
    { command: 'metricsShow', when: measured, group: '1_open@2' },
    { command: 'progressShow', when: `!listMultiSelection && ${progressing}`, group: '1_open@2' },
    { command: 's3Open', when: can('openS3'), group: '1_open@3' },
    { command: 'resourceReveal', when: `${inRunning} && ${can('describe')}`, group: '1_open@5' },
    { command: 'resourceShowLineage', when: can('describe'), group: '1_open@5' },
    { command: 'resourceSelectForCompare', when: one('describe'), group: '1_open@6' },
    {
      command: 'resourceCompareWithSelected',
      when: `${contextKeys.selectedForCompare} && ${one('describe')}`,
      group: '1_open@7',
    },
    { command: 'resourceCompare', when: one('describe'), group: '1_open@8' },
    { command: 'resourceCompare', when: `listDoubleSelection && ${can('describe')}`, group: '1_open@8' },
    { command: 'endpointDeploy', when: can('deploy'), group: '2_use@1' },
    { command: 'endpointInvoke', when: can('invoke'), group: '2_use@1' },
    { command: 'endpointInvokeWithFile', when: can('invoke'), group: '2_use@2' },
    { command: 'resourceBrowse', when: can('browse'), group: '1_open@3' },
    { command: 'resourceOpenInConsole', when: can('console'), group: '1_open@4' },
    { command: 'pipelineStart', when: can('execute'), group: '2_use@1' },
    { command: 'modelApprove', when: can('approve'), group: '2_use@1' },
    { command: 'modelReject', when: can('reject'), group: '2_use@2' },
    { command: 'endpointWeigh', when: can('weigh'), group: '2_use@3' },
    { command: 'trainingAgain', when: one('clone'), group: '2_use@2' },
    { command: 'trainingClone', when: one('clone'), group: '2_use@3' },
    { command: 'trainingSaveTask', when: one('clone'), group: '2_use@4' },
    { command: 'trainingCompare', when: can('clone'), group: '2_use@4' },
    { command: 'resourceEditTags', when: can('tag'), group: '2_use@5' },
    { command: 'resourcePin', when: can('pin'), group: '2_use@6' },
    { command: 'resourceUnpin', when: can('unpin'), group: '2_use@6' },
    { command: 'resourceCopyName', when: can('describe'), group: '3_copy@1' },
    { command: 'resourceCopyArn', when: can('describe'), group: '3_copy@2' },
    { command: 'resourceCopyLink', when: can('describe'), group: '3_copy@3' },
    { command: 'trainingCopyAs', when: one('clone'), group: '3_copy@4' },
    { command: 'resourceCopyValue', when: can('copy'), group: '3_copy@1' },
    { command: 'resourceStart', when: can('start'), group: '4_end@1' },
    { command: 'resourceStop', when: can('stop'), group: '4_end@1' },
    { command: 'resourceDelete', when: can('delete'), group: '4_end@2' },

    { command: 's3UploadFiles', when: s3Can('upload'), group: 'inline@1' },
    { command: 's3Download', when: s3Can('download'), group: 'inline@2' },
    { command: 's3Refresh', when: s3Can('refresh'), group: 'inline@3' },
    { command: 's3Open', when: s3Can('open'), group: '1_open@1' },
    { command: 's3Download', when: s3Can('download'), group: '1_open@2' },
    { command: 's3AddToWorkspace', when: s3Can('addToWorkspace'), group: '1_open@3' },
    { command: 's3UploadFiles', when: s3Can('upload'), group: '2_use@1' },
    { command: 's3UploadFolder', when: s3Can('upload'), group: '2_use@2' },
    { command: 's3NewFolder', when: s3Can('upload'), group: '2_use@3' },
    { command: 's3CopyUri', when: s3Can('copyUri'), group: '3_copy@1' },
    { command: 's3CopyPresignedUrl', when: s3Can('presign'), group: '3_copy@2' },
    { command: 's3Delete', when: s3Can('delete'), group: '4_end@1' },
    { command: 's3Refresh', when: s3Can('refresh'), group: '5_refresh@1' },
  ],
  'terminal/context': tailMenu,
  'terminal/title/context': tailMenu,
  'explorer/context': [
    { command: 'trainingLaunch', when: script, group: '4_sagemaker@1' },
    { command: 'trainingLaunch', when: folder, group: '4_sagemaker@1' },
    { command: 'endpointInvokeWithFile', when: payload, group: '4_sagemaker@2' },
  ],
  'editor/context': [
    { command: 'trainingLaunch', when: script, group: '4_sagemaker@1' },
    { command: 'endpointInvokeWithFile', when: payload, group: '4_sagemaker@2' },
    {
      command: 'endpointInvokeWithSelection',
      when: `${payload} && editorHasSelection`,
      group: '4_sagemaker@3',
    },
  ],
  'editor/title': [
    { command: 'resourceRefreshDetails', when: details, group: 'navigation@1' },
    { command: 'resourceShowLineage', when: details, group: '1_sagemaker@1' },
    { command: 'resourceReveal', when: details, group: '1_sagemaker@2' },
    { command: 'resourceCopyLink', when: details, group: '1_sagemaker@3' },
  ],
  'editor/title/run': [{ command: 'trainingLaunch', when: script, group: '2_sagemaker@1' }],
} as const satisfies Record<string, readonly MenuEntry[]>;
