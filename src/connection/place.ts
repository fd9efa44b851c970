/** SageMaker on this machine: the local engine. */
export interface ThisMachine {
  readonly kind: 'this-machine';
  /** As the status bar and messages name it. */
  readonly label: string;
}

/** AWS, or what the profile's `endpoint_url` names, with the credentials of a profile of the shared files. */
export interface ProfilePlace {
  readonly kind: 'profile';
  readonly profile: string;
  readonly region: string;
  readonly label: string;
}

/** The same with what VS Code's own environment offers: its variables, a container's or an instance's role. */
export interface EnvironmentPlace {
  readonly kind: 'environment';
  readonly region: string;
  readonly label: string;
}

/** Whose keys sign the requests to an endpoint URL. `test`: those that emulators take from anybody. */
export type EndpointKeys =
  | { readonly from: 'profile'; readonly profile: string }
  | { readonly from: 'environment' }
  | { readonly from: 'test' };

/** One URL for all services: an emulator, a proxy. */
export interface EndpointPlace {
  readonly kind: 'endpoint';
  readonly url: string;
  readonly region: string;
  readonly keys: EndpointKeys;
  readonly label: string;
}

export type RemotePlace = ProfilePlace | EnvironmentPlace | EndpointPlace;

/** Where SageMaker can be. Plain data without secrets: it is kept in the workspace's state. */
export type Place = ThisMachine | RemotePlace;

export const thisMachine: ThisMachine = { kind: 'this-machine', label: 'this machine' };

export function profilePlace(profile: string, region: string): ProfilePlace {
  return { kind: 'profile', profile, region, label: `${profile} · ${region}` };
}

export function environmentPlace(region: string): EnvironmentPlace {
  return { kind: 'environment', region, label: `environment · ${region}` };
}

/** @param url as typed: `http://127.0.0.1:5000`. @throws TypeError when it is none. */
export function endpointPlace(url: string, region: string, keys: EndpointKeys): EndpointPlace {
  const { host } = new URL(url);
  return { kind: 'endpoint', url, region, keys, label: `${host} · ${region}` };
}

/** The same place in another region; this machine has no other. */
export function inRegion(place: RemotePlace, region: string): RemotePlace {
  switch (place.kind) {
    case 'profile':
      return profilePlace(place.profile, region);
    case 'environment':
      return environmentPlace(region);
    case 'endpoint':
      return endpointPlace(place.url, region, place.keys);
  }
}

/** What is remembered per connection is kept under this: `this-machine`, `profile/dev/eu-west-1`. */
export function placeKey(place: Place): string {
  switch (place.kind) {
    case 'this-machine':
      return place.kind;
    case 'profile':
      return `profile/${place.profile}/${place.region}`;
    case 'environment':
      return `environment/${place.region}`;
    case 'endpoint':
      return `endpoint/${place.url}/${place.region}`;
  }
}
