/** A failure that its reader can act upon: shown as its message alone, without a stack. */
export class UserError extends Error {}

/** The user asked to stop while something was under way. */
export class StoppedError extends Error {}
