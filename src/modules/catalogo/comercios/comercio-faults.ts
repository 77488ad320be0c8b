import { DomainError } from '../../../platform/errors/domain-error.js';
import type { FieldError } from '../../../platform/errors/field-errors.js';
import { ringsOf } from '../domain/zone.js';
import type { ComercioInput } from './comercio.dto.js';
import type { Excepcion } from './horario.dto.js';

/** What decides whether the parts of a comercio go together. */
type Parts = Pick<ComercioInput, 'moneda' | 'direccion' | 'entrega'>;

/**
 * Refuses a comercio whose parts do not go together.
 *
 * @throws {DomainError} `validacion` pointing at each of them
 */
export function assertComercio({ moneda, direccion, entrega }: Parts): void {
  const { radioM, poligono, tarifa, minimo } = entrega;
  const errors: FieldError[] = [];
  const inMoneda = (pointer: string, of: { moneda: string } | null | undefined) => {
    if (of && of.moneda !== moneda)
      errors.push({ pointer: `${pointer}/moneda`, code: 'otra-moneda', params: { moneda } });
  };
  inMoneda('#/entrega/tarifa', tarifa);
  inMoneda('#/entrega/minimo', minimo);
  if (radioM != null && direccion.lat == null)
    errors.push({ pointer: '#/direccion/lat', code: 'radio-sin-centro' });
  if (radioM != null && poligono != null)
    errors.push({ pointer: '#/entrega/poligono', code: 'radio-o-poligono' });
  if (poligono != null && !ringsOf(poligono))
    errors.push({ pointer: '#/entrega/poligono', code: 'poligono' });
  if (errors.length > 0) throw DomainError.invalid(errors);
}

/**
 * Refuses exceptions that say nothing, or two things of one day.
 *
 * @throws {DomainError} `validacion` pointing at each of them
 */
export function assertExcepciones(excepciones: readonly Excepcion[]): void {
  const closed = new Set(excepciones.filter(({ cerrado }) => cerrado).map(({ dia }) => dia));
  const errors = excepciones.flatMap(({ dia, abre, cierra, cerrado }, index): FieldError[] => {
    const hasHours = abre != null && cierra != null;
    const isHalf = (abre == null) !== (cierra == null);
    return isHalf || hasHours === Boolean(cerrado) || (hasHours && closed.has(dia))
      ? [{ pointer: `#/${index}`, code: 'excepcion' }]
      : [];
  });
  if (errors.length > 0) throw DomainError.invalid(errors);
}
