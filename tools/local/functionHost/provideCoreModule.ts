import Module from 'node:module';

/**
 * Answers `require('@azure/functions-core')` from here on by `coreModule`, the way the Node.js worker does it. The
 * library looks once, so this works for one app in a process, and before anything has loaded `@azure/functions`.
 *
 * @see https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/setupCoreModule.ts
 */
export function provideCoreModule(coreModule: object): void {
  const original: (id: string) => unknown = Module.prototype.require;
  Module.prototype.require = function (this: NodeJS.Module, id: string): unknown {
    return id === '@azure/functions-core' ? coreModule : original.call(this, id);
  };
}
