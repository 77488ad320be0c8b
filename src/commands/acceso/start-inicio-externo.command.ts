import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Where somebody goes who wants in by an outside issuer. */
export interface InicioExterno {
  /** Of the issuer. */
  url: string;
  /** What his browser shows when it comes back. */
  navegador: string;
}

/** Sends somebody to an outside issuer to log in there. */
@Access({ roles: 'publico' })
export class StartInicioExternoCommand extends Command<InicioExterno> {
  /**
   * @param retorno - The page that the log-in ends at; null for an answer in JSON.
   * @param navegador - What his browser keeps of another log-in that is on its way.
   */
  constructor(
    readonly emisor: string,
    readonly retorno: string | null,
    readonly navegador: string | undefined,
    readonly context: RequestContext,
  ) {
    super();
  }
}
