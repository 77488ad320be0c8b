import { Command } from '@nestjs/cqrs';
import { Codigo } from '../../modules/codigos/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { CapturaOutcome } from '../../modules/trazas/captura.dto.js';
import { TrazaSinCodigo } from '../../modules/trazas/traza-sin-codigo.dto.js';
import type { ModoCaptura } from '../../modules/trazas/modo-captura.params.js';

/** Most trazas of one request. */
export const MAX_TRAZAS = 1_000;

/** A traza, as a device posts it. */
export class TrazaInput extends TrazaSinCodigo {
  @Codigo()
  codigo!: string;
}

/**
 * What a request may ask for; or, for those who put together what they capture, `todas-validas`: nothing is taken in when one
 * is invalid, and what is taken in is decided one by one.
 */
export type ModoDeEntrada = ModoCaptura | 'todas-validas';

/** Takes trazas in: validates them, and answers once the valid ones are on disk. */
@Access({ roles: ['operador', 'transportista', 'dispositivo'], narrow: 'propios' })
export class CaptureTrazasCommand extends Command<CapturaOutcome> {
  /**
   * @param body - One traza or a list of them, as parsed from JSON: not validated yet.
   * @param bytes - Length of the request's body, where it is known.
   * @param enviadoEn - When the request was sent, by its sender's clock, RFC 3339.
   * @param receivedAt - When we got it, RFC 3339, if that was not just now: clocks are compared with that.
   */
  constructor(
    readonly body: unknown,
    readonly modo: ModoDeEntrada,
    readonly context: RequestContext,
    readonly bytes?: number,
    readonly enviadoEn?: string,
    readonly receivedAt?: string,
  ) {
    super();
  }
}
