import { validationError } from '../../http/awsError.ts';
import { type JsonObject } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';

const CONFIGS = ['KernelGatewayImageConfig', 'JupyterLabAppImageConfig', 'CodeEditorAppImageConfig'] as const;

function requireOne(input: JsonObject): void {
  if (CONFIGS.filter((member) => input[member] !== undefined).length > 1) {
    throw validationError(`Only one of ${CONFIGS.join(', ')} can be specified.`);
  }
}

/** How images run as Studio apps. */
export const appImageConfig: ResourceKind = {
  name: 'AppImageConfig',
  create(input) {
    requireOne(input);
    return input;
  },
  update(_record, input) {
    requireOne(input);
    const change = given(input, ...CONFIGS);
    // A configuration is for one type of app: the new one takes the place of the old.
    return Object.keys(change).length === 0
      ? {}
      : { ...Object.fromEntries(CONFIGS.map((member) => [member, undefined])), ...change };
  },
};
