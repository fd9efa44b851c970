/** What the commands on documents do; its own chunk, loaded with the first of them. */
export { Comparison } from './commands/compareResources.ts';
export { copyLink } from './commands/copyLink.ts';
export { refreshDetails } from './commands/refreshDetails.ts';
export { showLineage } from './commands/showLineage.ts';
export { goToResource } from './goTo/goToResource.ts';
