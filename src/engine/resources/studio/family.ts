import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { localUrl, presignedUrl } from '../localUrl.ts';
import { app } from './app.ts';
import { appImageConfig } from './appImageConfig.ts';
import { domain } from './domain.ts';
import { requireMember, urlSeconds } from './members.ts';
import { space } from './space.ts';
import { studioLifecycleConfig } from './studioLifecycleConfig.ts';
import { userProfile } from './userProfile.ts';

/** CreatePresignedDomainUrl: the way of one user, or of a user into a space, to a Studio that is not on this machine. */
function createPresignedDomainUrl({ of }: FamilyParts): JsonHandler {
  return (input, request) => {
    const found = of('Domain').find(input, request);
    if (found.document['AuthMode'] !== 'IAM') {
      throw validationError('CreatePresignedDomainUrl can only be called when the AuthMode is IAM.');
    }
    const context = of('Domain').contextOf(found.name, input, request);
    const path = [text(input, 'UserProfileName') ?? ''];
    requireMember('UserProfile', found.name, path[0] ?? '', context);
    const spaceName = text(input, 'SpaceName');
    if (spaceName !== undefined) {
      requireMember('Space', found.name, spaceName, context);
      path.push(spaceName);
    }
    const landing = text(input, 'LandingUri');
    const url = presignedUrl(
      localUrl(context.endpoint, 'studio', found.name, ...path),
      context.now,
      urlSeconds(input),
    );
    return {
      AuthorizedUrl: landing === undefined ? url : `${url}&landing=${encodeURIComponent(landing)}`,
    };
  };
}

/** Studio: domains, their people, spaces and apps. */
export const studioFamily: Family = {
  name: 'Studio',
  kinds: [domain, userProfile, space, app, appImageConfig, studioLifecycleConfig],
  operations: (parts) => ({ CreatePresignedDomainUrl: createPresignedDomainUrl(parts) }),
  notHere: {
    StartSession: 'it connects an editor to a space on a distant machine, and spaces do not run here.',
  },
};
