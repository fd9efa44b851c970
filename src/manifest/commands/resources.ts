import { command } from './command.ts';

/** What there is: the trees, their rows and the details. */
export const resourcesCommands = {
  resourcesRefresh: command('sagemaker.resources.refresh', 'Refresh', { icon: '$(refresh)' }),
  resourcesLoadMore: command('sagemaker.resources.loadMore', 'Load More…', { hiddenInPalette: true }),
  resourcesFilter: command('sagemaker.resources.filter', 'Filter…', { icon: '$(filter)' }),
  resourcesClearFilter: command('sagemaker.resources.clearFilter', 'Clear Filter', { icon: '$(clear-all)' }),
  resourcesSort: command('sagemaker.resources.sort', 'Sort…', { icon: '$(list-ordered)' }),
  resourcePin: command('sagemaker.resource.pin', 'Pin', { icon: '$(pin)' }),
  resourceUnpin: command('sagemaker.resource.unpin', 'Unpin', { icon: '$(pinned)' }),
  resourceStart: command('sagemaker.resource.start', 'Start', { icon: '$(play)' }),
  resourceEditTags: command('sagemaker.resource.editTags', 'Edit Tags…', { icon: '$(tag)' }),
  resourceBrowse: command('sagemaker.resource.browse', 'Open in Browser', { icon: '$(link-external)' }),
  resourceOpenInConsole: command('sagemaker.resource.openInConsole', 'Open in AWS Console', {
    icon: '$(globe)',
  }),
  modelApprove: command('sagemaker.model.approve', 'Approve…', { icon: '$(thumbsup)' }),
  modelReject: command('sagemaker.model.reject', 'Reject…', { icon: '$(thumbsdown)' }),
  pipelineStart: command('sagemaker.pipeline.start', 'Start Execution…', { icon: '$(play)' }),
  endpointWeigh: command('sagemaker.endpoint.weigh', 'Change Weights and Instances…', {
    icon: '$(settings)',
  }),
  resourcesOpenSelected: command('sagemaker.resources.openSelected', 'Open Details of What Is Selected', {
    hiddenInPalette: true,
  }),
  resourceOpenDetails: command('sagemaker.resource.openDetails', 'Open Details', { icon: '$(json)' }),
  resourceCopyName: command('sagemaker.resource.copyName', 'Copy Name', { icon: '$(copy)' }),
  resourceCopyArn: command('sagemaker.resource.copyArn', 'Copy ARN', { icon: '$(copy)' }),
  resourceCopyValue: command('sagemaker.resource.copyValue', 'Copy Value', {
    icon: '$(copy)',
    hiddenInPalette: true,
  }),
  resourceRefreshDetails: command('sagemaker.resource.refreshDetails', 'Refresh Details', {
    icon: '$(refresh)',
  }),
  resourceGoTo: command('sagemaker.resource.goTo', 'Go to Resource…', { icon: '$(search)' }),
  resourceReveal: command('sagemaker.resource.reveal', 'Reveal in SageMaker View', { icon: '$(list-tree)' }),
  resourceShowLineage: command('sagemaker.resource.showLineage', 'Show Lineage…', {
    icon: '$(type-hierarchy)',
  }),
  resourceCopyLink: command('sagemaker.resource.copyLink', 'Copy Link', { icon: '$(link)' }),
  resourceCompare: command('sagemaker.resources.compare', 'Compare with…', { icon: '$(diff)' }),
  resourceSelectForCompare: command('sagemaker.resource.selectForCompare', 'Select for Compare', {
    hiddenInPalette: true,
  }),
  resourceCompareWithSelected: command('sagemaker.resource.compareWithSelected', 'Compare with Selected', {
    hiddenInPalette: true,
  }),
  resourceStop: command('sagemaker.resource.stop', 'Stop', { icon: '$(debug-stop)' }),
  resourceDelete: command('sagemaker.resource.delete', 'Delete', { icon: '$(trash)' }),
  runningRefresh: command('sagemaker.running.refresh', 'Look Again', { icon: '$(refresh)' }),
  runningShow: command('sagemaker.running.show', 'Show What Is Running', { icon: '$(pulse)' }),
  sampleOpen: command('sagemaker.sample.open', 'Open the Penguins Sample…'),
  walkthroughOpen: command('sagemaker.walkthrough.open', 'Get Started'),
};
