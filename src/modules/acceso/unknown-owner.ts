import type pg from 'pg';
import { sqlState } from '../../platform/database/sql-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';

const FOREIGN_KEY = '23503';

/**
 * Says of a failed statement which owner is not there.
 *
 * @throws {DomainError} `validacion`; or the error itself, if it is another one
 */
export function refuseUnknownOwner(error: unknown): never {
  if (sqlState(error) !== FOREIGN_KEY) throw error;
  const { constraint = '' } = error as pg.DatabaseError;
  const field = constraint.includes('transportista') ? 'transportistaId' : 'clienteId';
  throw DomainError.invalid([{ pointer: `#/${field}`, code: 'no-existe' }]);
}
