import { DomainError } from '../../platform/errors/domain-error.js';

/** What to do when only some events of a document are good (EPCIS 2.0, header `GS1-Capture-Error-Behaviour`). */
export const ERROR_BEHAVIOURS = ['rollback', 'proceed'] as const;

export type ErrorBehaviour = (typeof ERROR_BEHAVIOURS)[number];

/**
 * The behaviour that a request asks for; `rollback` if it does not say, as the standard has it.
 *
 * @throws {DomainError} `validacion` for one that does not exist.
 */
export function behaviourOf(header: string | undefined): ErrorBehaviour {
  if (header === undefined) return 'rollback';
  const behaviour = ERROR_BEHAVIOURS.find((known) => known === header);
  if (behaviour) return behaviour;
  const params = { valores: ERROR_BEHAVIOURS.join(', ') };
  throw DomainError.invalid([
    { pointer: '#/GS1-Capture-Error-Behaviour', code: 'valor-desconocido', params },
  ]);
}
