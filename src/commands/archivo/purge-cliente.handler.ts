import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ArchiveLock } from '../../modules/archivo/machine/archive-lock.js';
import { ArchivePurger } from '../../modules/archivo/purge/archive-purger.js';
import { HotPurger } from '../../modules/archivo/purge/hot-purger.js';
import { MonthMachine } from '../../modules/archivo/machine/month-machine.js';
import { PeriodoLedger } from '../../modules/periodos/contract.js';
import { RemainsPurger } from '../../modules/archivo/purge/remains-purger.js';
import { yearMonth } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CLIENTE_EXISTS, PurgeClienteCommand, type PurgaResult } from './purge-cliente.command.js';

// One that was killed is gone on with.
const BEGIN = `
  INSERT INTO purgas (id, cliente_id, solicitada_por, motivo)
  SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM purgas WHERE cliente_id = $2 AND terminada_en IS NULL)`;

const NOTE = `
  UPDATE purgas SET envios = envios + $2, periodos = periodos || $3::jsonb,
    terminada_en = CASE WHEN $4 THEN clock_timestamp() END
  WHERE cliente_id = $1 AND terminada_en IS NULL`;

@CommandHandler(PurgeClienteCommand)
export class PurgeClienteHandler implements ICommandHandler<PurgeClienteCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly lock: ArchiveLock,
    private readonly ledger: PeriodoLedger,
    private readonly machine: MonthMachine,
    private readonly hot: HotPurger,
    private readonly archive: ArchivePurger,
    private readonly remains: RemainsPurger,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `archivo-en-curso`, or what the archive came upon; then it may be repeated */
  async execute(command: PurgeClienteCommand): Promise<PurgaResult> {
    const { clienteId, motivo, actor, run } = command;
    const { rowCount } = await this.pool.query(CLIENTE_EXISTS, [clienteId]);
    if (!rowCount) throw new DomainError('recurso-desconocido', { recurso: 'cliente', id: clienteId });
    if (run.simulacro) return this.rehearse(clienteId);
    return this.lock.hold(run, async (held) => {
      const note = (sql: string, values: unknown[]) => held.turn.work((client) => client.query(sql, values));
      await note(BEGIN, [uuidV7(), clienteId, actor, motivo]);
      const result: PurgaResult = { envios: await this.hot.purge(clienteId, held), periodos: [] };
      await note(NOTE, [clienteId, result.envios, '[]', false]);
      const codes = new Set(await this.hot.listCodes(clienteId));
      for (const { mes } of await this.ledger.list()) {
        await held.checkpoint();
        const periodo = await this.machine.withoutCopies(mes, held);
        for (const codigo of await this.archive.listAll(periodo, clienteId)) codes.add(codigo);
        const envios = await this.archive.purge(periodo, clienteId, held);
        if (envios === 0) continue;
        const done = { mes: yearMonth(mes), envios };
        result.periodos.push(done);
        await note(NOTE, [clienteId, 0, JSON.stringify([done]), false]);
      }
      await this.remains.purge({ clienteId, codes }, held);
      await note(NOTE, [clienteId, 0, '[]', true]);
      return result;
    });
  }

  private async rehearse(clienteId: string): Promise<PurgaResult> {
    const periodos: PurgaResult['periodos'] = [];
    for (const periodo of await this.ledger.list()) {
      const envios = await this.archive.count(periodo, clienteId);
      if (envios > 0) periodos.push({ mes: yearMonth(periodo.mes), envios });
    }
    return { envios: await this.hot.count(clienteId), periodos };
  }
}
