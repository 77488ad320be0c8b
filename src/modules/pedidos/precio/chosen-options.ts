import type { FieldError } from '../../../platform/errors/field-errors.js';
import type { Producto } from '../../catalogo/contract.js';
import type { OpcionElegida } from '../pedido.dto.js';

/** What was chosen of a producto's options: what it costs more, and what is wrong with it. */
export interface Chosen {
  recargo: number;
  errors: FieldError[];
}

/**
 * Holds what was chosen against what a producto offers.
 *
 * @param at - Pointer to what was chosen.
 */
export function choose(producto: Producto, elegidas: readonly OpcionElegida[], at: string): Chosen {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const errors: FieldError[] = [];
  let recargo = 0;
  for (const [index, { opcion, valor }] of elegidas.entries()) {
    const offered = producto.opciones
      .find(({ codigo }) => codigo === opcion)
      ?.valores.find(({ codigo }) => codigo === valor);
    const isTwice = seen.has(`${opcion} ${valor}`);
    if (!offered || isTwice)
      errors.push({ pointer: `${at}/${index}`, code: offered ? 'codigo-repetido' : 'no-existe' });
    seen.add(`${opcion} ${valor}`);
    counts.set(opcion, (counts.get(opcion) ?? 0) + 1);
    recargo += offered?.recargo?.monto ?? 0;
  }
  for (const { codigo, min, max } of producto.opciones) {
    const count = counts.get(codigo) ?? 0;
    if (count < min || count > max)
      errors.push({ pointer: at, code: 'opciones-por-elegir', params: { opcion: codigo, min, max } });
  }
  return { recargo, errors };
}
