import { expectsBill } from '../../connection/expectsBill.ts';
import type { Place } from '../../connection/place.ts';
import { thisMachineImage } from '../facts/imageChoices.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { LaunchFacts, LaunchPlace } from '../spec/launchFacts.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { DiskFacts } from './diskFacts.ts';
import type { ScriptFiles } from './scriptFiles.ts';

/**
 * A launch's facts before there is a connection: what the disk tells, and where it will be sent. What only the connection
 * tells is never answered; who has it then asks that.
 */
export class AwaitingFacts extends DiskFacts implements LaunchFacts {
  readonly place: LaunchPlace;

  constructor(scripts: ScriptFiles, place: Place) {
    super(scripts);
    this.place = {
      label: place.label,
      billed: expectsBill(place),
      region: place.kind === 'this-machine' ? '' : place.region,
    };
  }

  images(_spec: LaunchSpec, _reading: ScriptReading | undefined, signal: AbortSignal) {
    return this.place.billed ? later(signal) : Promise.resolve([thisMachineImage]);
  }

  roles(signal: AbortSignal) {
    return later(signal);
  }

  channelNote(_channel: unknown, signal: AbortSignal) {
    return later(signal);
  }

  places(_spec: unknown, signal: AbortSignal) {
    return later(signal);
  }

  instances(_types: unknown, signal: AbortSignal) {
    return later(signal);
  }

  spotJobs(signal: AbortSignal) {
    return later(signal);
  }

  metricPreview(_script: string, _definitions: unknown, signal: AbortSignal) {
    return later(signal);
  }

  isTaken(_jobName: string, signal: AbortSignal) {
    return later(signal);
  }

  problems(_request: unknown, signal: AbortSignal) {
    return later(signal);
  }
}

/** Ends when nobody waits any more. */
function later(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Nobody waits any more', 'AbortError')), {
      once: true,
    });
  });
}
