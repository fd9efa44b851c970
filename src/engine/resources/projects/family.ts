import { readTags } from '../tags.ts';
import { type Family } from '../catalogue.ts';
import { codeRepository } from './codeRepository.ts';
import { portfolioOperations } from './portfolio.ts';
import { project } from './project.ts';

/** Projects and Git repositories. */
export const projectsFamily: Family = {
  name: 'Projects and repositories',
  kinds: [project, codeRepository],
  operations: ({ of, store }) => {
    const projects = of('Project');
    const update = projects.handlers()['UpdateProject'];
    if (!update) throw new Error('There is no UpdateProject.');
    return {
      ...portfolioOperations(store),
      // Tags of an update are added to those that the project has.
      UpdateProject(input, request) {
        const { arn } = projects.find(input, request);
        const tags = readTags(input);
        const answer = update(input, request);
        store.addTags(arn, tags);
        return answer;
      },
    };
  },
};
