import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import type { PagoInput } from './pago.dto.js';

/**
 * What each of the pagos of a total is for: one that names no amount takes what the others leave.
 *
 * @param at - Pointer to their list in the request.
 * @throws {DomainError} `validacion` when they do not come to the total, or are not in its currency
 */
export function amountsOf(
  inputs: readonly Pick<PagoInput, 'monto'>[],
  total: number,
  moneda: string,
  at: string,
): number[] {
  const of = (index: number) => (at === '#' ? at : `${at}/${index}`);
  const errors = inputs.flatMap(({ monto }, index): FieldError[] =>
    monto && monto.moneda !== moneda
      ? [{ pointer: `${of(index)}/monto/moneda`, code: 'otra-moneda', params: { moneda } }]
      : [],
  );
  const rests = inputs.flatMap(({ monto }, index) => (monto ? [] : [index]));
  errors.push(
    ...rests.slice(1).map((index): FieldError => ({ pointer: `${of(index)}/monto`, code: 'dos-restos' })),
  );
  const named = inputs.reduce((sum, { monto }) => sum + (monto?.monto ?? 0), 0);
  const isWrong = rests.length > 0 ? named > total : named !== total;
  if (isWrong) errors.push({ pointer: at, code: 'suma-de-pagos', params: { suma: named, total } });
  if (errors.length > 0) throw DomainError.invalid(errors);
  return inputs.map(({ monto }) => monto?.monto ?? total - named);
}
