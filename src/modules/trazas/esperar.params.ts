import { DomainError } from '../../platform/errors/domain-error.js';
import { WAIT, waitMs } from '../../platform/validation/wait.js';

/** Longest that a request waits for its outcome. */
export const MAX_ESPERA_MS = 10_000;

/** `esperar` in the API description. */
export const ESPERAR = {
  name: 'esperar',
  required: false,
  description:
    'Cuánto esperar el resultado, como `500ms` o `2s`; a lo sumo 10 s. La respuesta trae entonces `recibo`: el recibo, en ' +
    'cuanto cada evento tiene su resultado (también `pendiente`, si espera su envío), o null si no lo tuvo a tiempo. Es ' +
    '202 en ambos casos.',
  schema: { type: 'string', pattern: WAIT.source, examples: ['500ms', '2s'] },
};

/**
 * Milliseconds that a request wants to wait for its outcome, cut to the longest; undefined if it does not want to.
 *
 * @throws {DomainError} `validacion` for what is not a duration.
 */
export function esperarOf(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const ms = waitMs(value);
  if (ms === undefined) throw DomainError.invalid([{ pointer: '#/esperar', code: 'duracion' }]);
  return Math.min(ms, MAX_ESPERA_MS);
}
