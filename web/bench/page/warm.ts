/** How the page warms up, for the worker of the bench. */
export { sampleBytes } from '../../src/sample/sample';
export { warmUp } from '../../src/engine/warm';
