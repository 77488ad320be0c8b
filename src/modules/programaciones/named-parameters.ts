import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { explainNamed } from '../../platform/jobs/job-parameters.js';
import type { JobType } from '../../platform/jobs/job-types.js';

/**
 * Makes sure that there is what valid parameters name: a run that cannot but fail does not begin.
 *
 * @param isRun - Whether a run is to begin with them now.
 * @throws {DomainError} `validacion`
 */
export async function assertNamed(
  db: Queryable,
  type: JobType,
  parametros: object,
  isRun = false,
): Promise<void> {
  const faults = await explainNamed(db, type, parametros, { base: '#/parametros', isRun });
  if (faults.length > 0) throw DomainError.invalid(faults);
}
