import { DomainError } from '../../../platform/errors/domain-error.js';
import { explain } from '../../../platform/validation/explain.js';
import { Excepcion } from './horario.dto.js';

/** Most exceptions of one comercio. */
export const MAX_EXCEPCIONES = 366;

/**
 * The exceptions that a body says: one, or a list of them.
 *
 * @throws {DomainError} `validacion`
 */
export function excepcionesOf(body: unknown): Excepcion[] {
  const list: unknown[] = Array.isArray(body) ? body : [body];
  if (list.length > MAX_EXCEPCIONES)
    throw DomainError.invalid([{ pointer: '#', code: 'cantidad', params: { min: 0, max: MAX_EXCEPCIONES } }]);
  const faults = list.flatMap((item, index) =>
    explain(Excepcion, item, Array.isArray(body) ? `#/${index}` : '#'),
  );
  if (faults.length > 0) throw DomainError.invalid(faults);
  return list as Excepcion[];
}
