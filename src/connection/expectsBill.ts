import type { Place } from './place.ts';
import { isLoopback } from './profiles/endpointUrl.ts';

/** Whether what runs at a place is likely to cost money: before there is a connection, which knows. */
export function expectsBill(place: Place): boolean {
  switch (place.kind) {
    case 'this-machine':
      return false;
    case 'endpoint':
      return !isLoopback(place.url);
    case 'profile':
    case 'environment':
      return true;
  }
}
