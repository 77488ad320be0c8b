import { DomainError } from '../errors/domain-error.js';
import { problemOf } from '../errors/problem-registry.js';
import { isDatabaseUnavailable, sqlState } from './sql-errors.js';

/**
 * Classes and codes of SQLSTATE that tell of the server, the connection, the schema or the moment, and never of the data:
 * wire, transaction state, prepared statements, authorization, catalogue, conflicts between transactions, names and syntax,
 * resources, locks, operators, the system below, the files of the configuration and of the data.
 */
const SURROUNDINGS = /^(?:08|25|26|28|3D|3F|40|42|53|55|57|58|F0|XX001|XX002)/;

/** What PostgreSQL says of a plan that a migration made old: of its SQLSTATE 0A000 the only one that is not the data's. */
const OLD_PLAN = /^cached plan must not change result type/;

/** A pool or a connection that goes down with its process. */
const GOING_DOWN = /^Cannot use a pool after calling end|^Client was closed/;

/** What the wire to Redis, or the client's own waiting, reports. */
const REDIS_AWAY =
  /^(?:Connection is closed\.?|Stream isn't writeable|Reached the max retries per request limit|Command timed out|(?:LOADING|READONLY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|MISCONF|OOM|BUSY|NOREPLICAS) )/;

/**
 * Whether the surroundings are at fault (the connection, the database, Redis, a queue that is full), so that the same work may
 * be tried again as it is. They are listed by what they are: any other error belongs to the data that it was raised for,
 * whatever its class, and would come back for ever.
 */
export function isOfSurroundings(error: unknown): boolean {
  if (error instanceof DomainError) return problemOf(error.code).status === 503 || causedSo(error);
  if (isDatabaseUnavailable(error) || SURROUNDINGS.test(sqlState(error) ?? '')) return true;
  if (!isError(error)) return false;
  return (
    [OLD_PLAN, GOING_DOWN, REDIS_AWAY].some((known) => known.test(error.message)) ||
    isOfSystem(error) ||
    causedSo(error)
  );
}

/** What the operating system, or the wire above it, reports. */
function isOfSystem({ code = '', syscall }: NodeJS.ErrnoException): boolean {
  return syscall !== undefined || /^ERR_(?:SOCKET|SSL|STREAM|TLS)/.test(code);
}

function causedSo({ cause }: Error): boolean {
  return cause !== undefined && isOfSurroundings(cause);
}

/** Not instanceof: where this runs in a realm of its own (tests), errors of sockets come from another one. */
function isError(error: unknown): error is Error {
  return typeof (error as Error | undefined)?.message === 'string';
}
