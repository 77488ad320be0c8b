/** Types of event that we keep. */
export const EVENT_TYPES_KEPT = ['ObjectEvent'];
