import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateEnviosCommand, type EnvioCreado, type EnvioInput } from '../envios/contract.js';
import { CaptureTrazasCommand, GetCapturaQuery, type TrazaInput } from '../trazas/contract.js';
import { SISTEMA } from '../../platform/access/actor.js';
import { contextOfActor, type RequestContext } from '../../platform/access/request-context.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Row } from './csv-reader.js';
import type { LineaTaken, Lote } from './importacion-store.js';
import { LineReader } from './line-reader.js';

interface Pauses {
  firstMs: number;
  longestMs: number;
  /** After that the next lote goes on all the same: what was acknowledged is safe. */
  allMs: number;
}
const WAIT: Pauses = { firstMs: 10, longestMs: 200, allMs: 2_000 };

/** Puts lines through the same commands as requests. */
@Injectable()
export class LineTaker {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reader: LineReader,
  ) {}

  /** Takes these lines of a lote, all or none, once. Call it again only with the same lines. */
  take(lote: Lote, rows: readonly Row[]): Promise<LineaTaken[]> {
    return lote.tipo === 'trazas' ? this.takeTrazas(lote, rows) : this.takeEnvios(lote, rows);
  }

  /** Throws what `take` would throw for these lines, and leaves nothing. */
  async rehearse(lote: Lote, rows: readonly Row[]): Promise<void> {
    // A traza that is taken again is the same traza.
    if (lote.tipo === 'trazas') await this.captureTrazas(lote, this.trazasOf(lote, rows));
    else
      await this.commands.execute(
        new CreateEnviosCommand(this.enviosOf(lote, rows), '#/envios', contextOfLote(lote), true),
      );
  }

  private async takeTrazas(lote: Lote, rows: readonly Row[]): Promise<LineaTaken[]> {
    const trazas = this.trazasOf(lote, rows);
    await this.untilStored(await this.captureTrazas(lote, trazas));
    return rows.map(({ linea }, index) => {
      const { codigo, idEvento } = trazas[index] as TrazaInput;
      return { linea, codigo, id: idEvento };
    });
  }

  // What a line says of its device's clock was said when the file came, and not when its turn is.
  private async captureTrazas(lote: Lote, trazas: readonly TrazaInput[]): Promise<string> {
    const { capturaId } = await this.commands.execute(
      new CaptureTrazasCommand(
        trazas,
        'todas-validas',
        contextOfLote(lote),
        undefined,
        undefined,
        lote.receivedAt,
      ),
    );
    return capturaId;
  }

  // A file fills the queue no faster than workers empty it.
  private async untilStored(capturaId: string): Promise<void> {
    const deadline = performance.now() + WAIT.allMs;
    for (
      let pause = WAIT.firstMs;
      performance.now() < deadline;
      pause = Math.min(pause * 2, WAIT.longestMs)
    ) {
      const { aplicadaEn } = await this.queries.execute(
        new GetCapturaQuery(capturaId, contextOfActor(SISTEMA)),
      );
      if (aplicadaEn !== null) return;
      await sleep(pause);
    }
  }

  // All of them in one transaction, once for this lote.
  private async takeEnvios(lote: Lote, rows: readonly Row[]): Promise<LineaTaken[]> {
    const name = `${lote.importacionId} ${lote.numero}`;
    const context = contextOfLote(lote, { scope: 'importacion', key: name, fingerprint: name });
    const envios = this.enviosOf(lote, rows);
    const created = await this.commands.execute(new CreateEnviosCommand(envios, '#/envios', context));
    return rows.map(({ linea }, index) => {
      const { codigo, id } = created[index] as EnvioCreado;
      return { linea, codigo, id };
    });
  }

  private trazasOf(lote: Lote, rows: readonly Row[]): TrazaInput[] {
    return rows.map((row) => this.reader.read(lote, row) as TrazaInput);
  }

  private enviosOf(lote: Lote, rows: readonly Row[]): EnvioInput[] {
    return rows.map((row) => this.reader.read(lote, row) as EnvioInput);
  }
}

/** A line may do what whoever sent its file may. */
function contextOfLote({ actor }: Lote, key?: IdempotencyKey): RequestContext {
  return contextOfActor(actor ?? SISTEMA, key);
}
