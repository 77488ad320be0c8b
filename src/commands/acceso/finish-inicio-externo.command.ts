import { Command } from '@nestjs/cqrs';
import type { SesionAbierta } from '../../modules/acceso/sesiones/sesion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { DomainError } from '../../platform/errors/domain-error.js';

/** How a log-in by an outside issuer ended. */
export interface InicioTerminado {
  /** The page that it ends at; null for an answer in JSON. */
  retorno: string | null;
  /** The session, or why there is none. */
  outcome: SesionAbierta | DomainError;
}

/** What somebody comes back with. */
export interface Regreso {
  emisor: string;
  /** The query string, as it came. */
  answer: string;
  /** What his browser has kept since it went; undefined if nothing. */
  navegador: string | undefined;
  /** The program that he uses, as it calls itself. */
  agente: string | undefined;
}

/** Lets somebody in whom an outside issuer vouches for. */
@Access({ roles: 'publico' })
export class FinishInicioExternoCommand extends Command<InicioTerminado> {
  constructor(
    readonly regreso: Regreso,
    readonly context: RequestContext,
  ) {
    super();
  }
}
