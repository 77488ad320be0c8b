export { assertKept, decodePlace } from './place.js';
