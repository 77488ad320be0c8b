/** Token of the pool for commands: no time limit but the command's own. */
export const POOL = Symbol('POOL');

/** Token of the pool for queries: every statement of it is cancelled after DATABASE_TIMEOUT_MS. */
export const READ_POOL = Symbol('READ_POOL');
