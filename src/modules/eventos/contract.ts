export type { Evento } from './evento.dto.js';
export { readableBy } from './feed-access.js';
export { LogEvents } from './log-events.js';
export { placeToResend } from './resend-place.js';
export { TypePatterns } from './type-pattern-field.js';
