import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../../platform/errors/domain-error.js';
import { explainParameters } from '../../platform/jobs/job-parameters.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import { parseDuration } from '../../platform/validation/duration.js';
import type { ReglasProgramacion } from './programacion.dto.js';
import type { Reglas } from './programacion-row.js';

const RECOVERY_S = 6 * 3_600;

/** How a job runs unless an operator says otherwise, but when it does. */
export function defaultReglas(zona: string): Reglas {
  return {
    nombre: null,
    parametros: {},
    cron: null,
    cada_s: null,
    zona,
    solapamiento: 'omitir',
    ventana_s: RECOVERY_S,
    dispersion_s: 0,
    limite_s: null,
    pausada: false,
  };
}

/**
 * The rules with what an operator changes about them. What was left out stays; null takes away what may be missing, and
 * leaves the rest as it is.
 *
 * @throws {DomainError} `validacion` for parameters that are not those of the type, and unless there is either a cron or a
 *   cada, or it is paused.
 */
export function changeReglas(tipo: JobType, before: Reglas, change: ReglasProgramacion): Reglas {
  const { nombre, parametros, cron, cada, tiempoLimite } = change;
  if (cron && cada) throw DomainError.invalid([{ pointer: '#/cada', code: 'cron-o-cada' }]);
  const faults = explainParameters(tipo, parametros ?? before.parametros, '#/parametros');
  if (faults.length > 0) throw DomainError.invalid(faults);
  const seconds = (duration: string | null | undefined) => parseDuration(duration) ?? null;
  const after: Reglas = {
    nombre: nombre === undefined ? before.nombre : nombre,
    parametros: parametros ?? before.parametros,
    cron: cron === undefined ? (cada ? null : before.cron) : cron,
    cada_s: cada === undefined ? (cron ? null : before.cada_s) : seconds(cada),
    zona: change.zona ?? before.zona,
    solapamiento: change.solapamiento ?? before.solapamiento,
    ventana_s: seconds(change.ventanaRecuperacion) ?? before.ventana_s,
    dispersion_s: seconds(change.dispersion) ?? before.dispersion_s,
    limite_s: tiempoLimite === undefined ? before.limite_s : seconds(tiempoLimite),
    pausada: change.pausada ?? before.pausada,
  };
  // One that is paused may have no hour: somebody begins it.
  if (after.cron === null && after.cada_s === null && !after.pausada)
    throw DomainError.invalid([{ pointer: '#/cron', code: 'cron-o-cada' }]);
  return after;
}

/** Whether two rules say the same. */
export function sameReglas(before: Reglas, after: Reglas): boolean {
  return (Object.keys(after) as (keyof Reglas)[]).every((name) =>
    isDeepStrictEqual(before[name], after[name]),
  );
}
