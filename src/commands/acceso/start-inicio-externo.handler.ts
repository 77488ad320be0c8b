import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Emisores } from '../../modules/acceso/emisores/emisores.js';
import { Journeys } from '../../modules/acceso/emisores/journeys.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { isStrangerAway } from '../../platform/strangers/stranger.js';
import { type InicioExterno, StartInicioExternoCommand } from './start-inicio-externo.command.js';

@CommandHandler(StartInicioExternoCommand)
export class StartInicioExternoHandler implements ICommandHandler<StartInicioExternoCommand> {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly emisores: Emisores,
    private readonly journeys: Journeys,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `validacion`, `emisor-no-disponible`, `demasiados-intentos` */
  async execute({ emisor, retorno, navegador, context }: StartInicioExternoCommand): Promise<InicioExterno> {
    const issuer = this.emisores.get(emisor);
    await this.throttle.enter(context.ip);
    const departure = await this.journeys.begin(emisor, retorno, navegador);
    const url = await issuer.begin(departure.journey).catch((error: unknown) => {
      // What an issuer publishes of itself is wrong: no more to be had than from one that is away.
      if (isStrangerAway(error) || error instanceof Error)
        throw new DomainError('emisor-no-disponible', {}, [], error);
      throw error;
    });
    return { url: url.href, navegador: departure.navegador };
  }
}
