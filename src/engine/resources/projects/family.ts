import { readTags } from '../tags.ts';
import { type Family } from '../catalogue.ts';
import { kindHandlers } from '../kindHandlers.ts';
import { codeRepository } from './codeRepository.ts';
import { portfolioOperations } from './portfolio.ts';
import { project } from './project.ts';

/** Projects and Git repositories. */
export const projectsFamily: Family = {
  name: 'Projects and repositories',
  kinds: [project, codeRepository],
  operations: (parts) => {
    const { store } = parts;
    const projects = parts.of('Project');
    const update = kindHandlers(projects, parts)['UpdateProject'];
    if (!update) throw new Error('There is no UpdateProject.');
    return {
      ...portfolioOperations(store),
      // Tags of an update are added to those that the project has.
      UpdateProject(input, request) {
        const { arn } = projects.find(input, request);
        const tags = readTags(input);
        const answer = update(input, request);
        store.tags.add(arn, tags);
        return answer;
      },
    };
  },
};
