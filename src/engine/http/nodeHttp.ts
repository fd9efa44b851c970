/**
 * Node's HTTP, taken without an `import`: that would read every export of the module, and one of them loads Node's whole
 * `fetch`, a tenth of the engine's start.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
