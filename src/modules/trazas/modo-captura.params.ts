import { DomainError } from '../../platform/errors/domain-error.js';

/** What to do when only some events of a request are valid (header `Trazo-Captura`). */
export const MODOS_CAPTURA = ['proceder', 'todo-o-nada'] as const;

export type ModoCaptura = (typeof MODOS_CAPTURA)[number];

/**
 * The mode that a request asks for; `proceder` if it does not say.
 *
 * @throws {DomainError} `validacion` for a mode that does not exist.
 */
export function modoOf(header: string | undefined): ModoCaptura {
  if (header === undefined) return 'proceder';
  const modo = MODOS_CAPTURA.find((known) => known === header);
  if (!modo) {
    const params = { valores: MODOS_CAPTURA.join(', ') };
    throw DomainError.invalid([{ pointer: '#/Trazo-Captura', code: 'valor-desconocido', params }]);
  }
  return modo;
}
