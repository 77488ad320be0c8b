import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FinishInicioExternoCommand } from '../../../commands/acceso/finish-inicio-externo.command.js';
import { StartInicioExternoCommand } from '../../../commands/acceso/start-inicio-externo.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Leads } from '../../../platform/http/api-docs.js';
import { journeyOf, keepJourney } from '../../../platform/http/journey-cookie.js';
import { intoCookie } from '../../../platform/http/refresh-cookie.js';
import { SesionAbierta } from '../sesiones/sesion.dto.js';
import { InicioExternoInput, RegresoInput } from './inicio-externo.dto.js';

@ApiTags('sesiones')
@Controller('v1/sesiones/oidc/:emisor')
export class EmisoresController {
  constructor(private readonly commands: CommandBus) {}

  @Get()
  @Runs(StartInicioExternoCommand)
  @Leads({ summary: 'Lleva a entrar por un emisor externo', query: InicioExternoInput })
  async start(
    @Param('emisor') emisor: string,
    @Query() { retorno }: InicioExternoInput,
    @Req() { headers }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new StartInicioExternoCommand(emisor, retorno ?? null, journeyOf(headers), context);
    const { url, navegador } = await this.commands.execute(command);
    keepJourney(reply, navegador);
    leadTo(reply, url);
  }

  @Get('regreso')
  @Runs(FinishInicioExternoCommand)
  @Leads({
    summary: 'Abre la sesión de quien vuelve de un emisor externo',
    query: RegresoInput,
    answer: SesionAbierta,
  })
  async finish(
    @Param('emisor') emisor: string,
    @Req() { url, headers }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = url.split('?')[1] ?? '';
    const regreso = { emisor, answer, navegador: journeyOf(headers), agente: headers['user-agent'] };
    const { retorno, outcome } = await this.commands.execute(
      new FinishInicioExternoCommand(regreso, context),
    );
    if (retorno === null) {
      if (outcome instanceof DomainError) throw outcome;
      void reply.header('cache-control', 'no-store');
      return outcome;
    }
    const page = new URL(retorno);
    if (outcome instanceof DomainError) page.searchParams.set('problema', outcome.code);
    else intoCookie(reply, outcome);
    leadTo(reply, page.href);
  }
}

/** A browser does not tell the next one where it comes from: that address has a code in it. */
function leadTo(reply: FastifyReply, url: string): void {
  void reply.code(302).header('location', url);
  void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
}
