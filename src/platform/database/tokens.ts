/** Token of the pool for commands: no time limit but the command's own. */
export const POOL = Symbol('POOL');

/**
 * Token of the pool for queries: every statement of it is cancelled after DATABASE_TIMEOUT_MS. With DATABASE_READ_URL it
 * reads from the replica, unless the request asks for more than that one has.
 */
export const READ_POOL = Symbol('READ_POOL');

/** Token of the same for what must be read from the primary. */
export const PRIMARY_READ_POOL = Symbol('PRIMARY_READ_POOL');

/** Token of the replica; null if there is none. */
export const REPLICA = Symbol('REPLICA');
