import { DomainError } from '../../../platform/errors/domain-error.js';
import type { FieldError } from '../../../platform/errors/field-errors.js';
import type { Opcion, ProductoInput } from './producto.dto.js';

/**
 * Refuses a producto whose parts do not go together.
 *
 * @param moneda - Currency of its comercio.
 * @param others - What else is wrong with it.
 * @throws {DomainError} `validacion` pointing at each fault
 */
export function assertProducto(
  { precio, opciones }: Pick<ProductoInput, 'precio' | 'opciones'>,
  moneda: string,
  others: readonly FieldError[],
): void {
  const errors: FieldError[] = [...others];
  const inMoneda = (pointer: string, of: { moneda: string } | null | undefined) => {
    if (of && of.moneda !== moneda)
      errors.push({ pointer: `${pointer}/moneda`, code: 'otra-moneda', params: { moneda } });
  };
  inMoneda('#/precio', precio);
  const list = opciones ?? [];
  errors.push(...repeated(list, '#/opciones'));
  for (const [index, opcion] of list.entries()) {
    const at = `#/opciones/${index}`;
    errors.push(...faultsOfOpcion(opcion, at));
    for (const [place, { recargo }] of opcion.valores.entries())
      inMoneda(`${at}/valores/${place}/recargo`, recargo);
  }
  if (errors.length > 0) throw DomainError.invalid(errors);
}

function faultsOfOpcion({ min, max, valores }: Opcion, at: string): FieldError[] {
  const errors = repeated(valores, `${at}/valores`);
  if (min > max) errors.push({ pointer: `${at}/min`, code: 'min-mayor-que-max' });
  if (min > valores.length) errors.push({ pointer: `${at}/min`, code: 'max-sin-valores' });
  return errors;
}

function repeated(list: readonly { codigo: string }[], at: string): FieldError[] {
  const seen = new Set<string>();
  return list.flatMap(({ codigo }, index): FieldError[] => {
    if (seen.has(codigo)) return [{ pointer: `${at}/${index}/codigo`, code: 'codigo-repetido' }];
    seen.add(codigo);
    return [];
  });
}
