import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Letters } from '../../modules/acceso/correo/letters.js';
import type { Identity } from '../../modules/acceso/emisores/emisor.js';
import { Emisores } from '../../modules/acceso/emisores/emisores.js';
import { ExternalUsers } from '../../modules/acceso/emisores/external-users.js';
import { Journeys } from '../../modules/acceso/emisores/journeys.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import type { SesionAbierta } from '../../modules/acceso/sesiones/sesion.dto.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Afterwards } from '../../platform/lifecycle/afterwards.js';
import { isStrangerAway } from '../../platform/strangers/stranger.js';
import { FinishInicioExternoCommand, type InicioTerminado } from './finish-inicio-externo.command.js';

@CommandHandler(FinishInicioExternoCommand)
export class FinishInicioExternoHandler implements ICommandHandler<FinishInicioExternoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly emisores: Emisores,
    private readonly journeys: Journeys,
    private readonly people: ExternalUsers,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
    private readonly letters: Letters,
    private readonly afterwards: Afterwards,
  ) {}

  /**
   * Once it is known where the log-in ends, what goes wrong is an outcome: a page has to tell it.
   *
   * @throws {DomainError} `recurso-desconocido`, `inicio-externo-vencido`, `demasiados-intentos`
   */
  async execute({ regreso, context }: FinishInicioExternoCommand): Promise<InicioTerminado> {
    const { emisor, answer, navegador, agente } = regreso;
    const issuer = this.emisores.get(emisor);
    await this.throttle.enter(context.ip);
    const state = new URLSearchParams(answer).get('state') ?? '';
    const { journey, retorno } = await this.journeys.end(emisor, state, navegador);
    try {
      const identity = await issuer.finish(journey, answer).catch(refuse);
      return { retorno, outcome: await this.letIn(identity, agente, context) };
    } catch (error) {
      if (error instanceof DomainError) return { retorno, outcome: error };
      throw error;
    }
  }

  private async letIn(
    identity: Identity,
    agente: string | undefined,
    context: RequestContext,
  ): Promise<SesionAbierta> {
    await this.sessions.ready();
    const { usuario, opened } = await inTransaction(this.pool, async (db) => {
      const found = await this.people.find(db, identity, context);
      if (found.bloqueado_en) throw new DomainError('usuario-bloqueado');
      // A second factor that is asked for is still to be shown: the issuer's own is not ours.
      const way = { origen: 'oidc' as const, segundoFactor: false, agente };
      const session = await this.sessions.open(db, found.id, way, context);
      const actor = { ...context.actor, tipo: 'usuario' as const, id: found.id };
      const who = { actor, ip: context.ip, requestId: context.requestId };
      const objeto = { tipo: 'sesion', id: session.id };
      const despues = { origen: way.origen, emisor: identity.emisor };
      await Auditoria.add(db, who, { accion: 'sesion.abierta', objeto, despues });
      return { usuario: found, opened: session };
    });
    await this.revocations.tell();
    if (usuario.email && !usuario.email_verificado)
      this.afterwards.run('correo de confirmación', () => this.letters.send(usuario, 'confirmacion'));
    return this.sessions.answer(usuario, opened);
  }
}

function refuse(error: unknown): never {
  const code = isStrangerAway(error) ? 'emisor-no-disponible' : 'inicio-externo-rechazado';
  throw new DomainError(code, {}, [], error);
}
