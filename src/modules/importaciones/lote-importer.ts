import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidV5 } from 'uuid';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { explain } from '../../platform/validation/explain.js';
import { CreateEnviosCommand, type EnvioCreado, type EnvioInput } from '../envios/contract.js';
import { CaptureTrazasCommand, GetCapturaQuery, type TrazaInput } from '../trazas/contract.js';
import { bodyOf, INPUTS } from './columns.js';
import type { Row } from './csv-reader.js';
import { ImportacionStore, type LineaRefused, type LineaTaken, type Lote } from './importacion-store.js';

/** A lote of which it is decided which lines are refused. */
type DecidedLote = Lote & { refused: LineaRefused[] };

interface Pauses {
  firstMs: number;
  longestMs: number;
  /** After that the next lote goes on all the same: what was acknowledged is safe. */
  allMs: number;
}
const WAIT: Pauses = { firstMs: 10, longestMs: 200, allMs: 2_000 };

/** Puts the lines of a lote through the same commands as requests. */
@Injectable()
export class LoteImporter {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly store: ImportacionStore,
  ) {}

  /** Lines that are wrong in themselves. */
  findFaulty(lote: Lote): LineaRefused[] {
    return lote.rows.flatMap((row) => {
      const fields = this.faultsOf(lote, row);
      return fields.length > 0 ? [{ ...row, fields }] : [];
    });
  }

  /**
   * Takes the lines that are not refused. What shows only now to be wrong, a cliente that does not exist for instance,
   * is written down as refused before the others are tried again: so a second attempt at the lote takes the same lines,
   * and a lote that was taken is answered and not taken again.
   */
  async take(lote: DecidedLote): Promise<LineaTaken[]> {
    const rows = goodRows(lote);
    if (rows.length === 0) return [];
    try {
      return lote.tipo === 'trazas' ? await this.takeTrazas(lote, rows) : await this.takeEnvios(lote, rows);
    } catch (error) {
      const news = error instanceof DomainError && error.code === 'validacion' ? refusedBy(error, rows) : [];
      if (news.length === 0) throw error;
      const refused = [...lote.refused, ...news].sort((a, b) => a.linea - b.linea);
      await this.store.decide(lote, refused);
      return this.take({ ...lote, refused });
    }
  }

  private faultsOf({ tipo, columnas, importacionId }: Lote, row: Row): FieldError[] {
    const { length } = row.celdas;
    if (length > columnas.length)
      return [{ pointer: '#', code: 'celdas-de-mas', params: { max: columnas.length, recibidas: length } }];
    const body = bodyOf(tipo, columnas, row.celdas);
    return explain(INPUTS[tipo], tipo === 'trazas' ? identified(body, importacionId, row.linea) : body);
  }

  private async takeTrazas({ columnas, importacionId }: Lote, rows: readonly Row[]): Promise<LineaTaken[]> {
    const trazas = rows.map(
      ({ linea, celdas }) =>
        identified(bodyOf('trazas', columnas, celdas), importacionId, linea) as TrazaInput,
    );
    const { capturaId } = await this.commands.execute(new CaptureTrazasCommand(trazas, 'todo-o-nada'));
    await this.untilStored(capturaId);
    return rows.map(({ linea }, index) => {
      const { codigo, idEvento } = trazas[index] as TrazaInput;
      return { linea, codigo, id: idEvento };
    });
  }

  // A file fills the queue no faster than workers empty it.
  private async untilStored(capturaId: string): Promise<void> {
    const deadline = performance.now() + WAIT.allMs;
    for (
      let pause = WAIT.firstMs;
      performance.now() < deadline;
      pause = Math.min(pause * 2, WAIT.longestMs)
    ) {
      const { aplicadaEn } = await this.queries.execute(new GetCapturaQuery(capturaId));
      if (aplicadaEn !== null) return;
      await sleep(pause);
    }
  }

  // All of them in one transaction, once for this lote.
  private async takeEnvios(lote: Lote, rows: readonly Row[]): Promise<LineaTaken[]> {
    const envios = rows.map(({ celdas }) => bodyOf('envios', lote.columnas, celdas) as EnvioInput);
    const name = `${lote.importacionId} ${lote.numero}`;
    const created = await this.commands.execute(
      new CreateEnviosCommand(envios, '#/envios', { scope: 'importacion', key: name, fingerprint: name }),
    );
    return rows.map(({ linea }, index) => {
      const { codigo, id } = created[index] as EnvioCreado;
      return { linea, codigo, id };
    });
  }
}

/** Name space of the ids of trazas whose line has none. */
const NAMESPACE = '4f8f9c1a-7a36-5a0e-8a1d-3c5b0a9de6f2';

/** The line's own id, or one that the same line of the same file always has. */
function identified(body: object, importacionId: string, linea: number): object {
  return { idEvento: uuidV5(`${importacionId} ${linea}`, NAMESPACE), ...body };
}

function goodRows({ rows, refused }: DecidedLote): Row[] {
  const lines = new Set(refused.map(({ linea }) => linea));
  return rows.filter(({ linea }) => !lines.has(linea));
}

/** The lines that a refusal points at: `#/<index>/<field>`, `#/envios/<index>/<field>`. */
function refusedBy({ fields }: DomainError, rows: readonly Row[]): LineaRefused[] {
  const byRow = new Map<Row, FieldError[]>();
  for (const field of fields) {
    const [, index, path] = /^#(?:\/envios)?\/(\d+)(.*)$/.exec(field.pointer) ?? [];
    const row = rows[Number(index)];
    if (row) byRow.set(row, [...(byRow.get(row) ?? []), { ...field, pointer: `#${path}` }]);
  }
  return [...byRow].map(([row, list]) => ({ ...row, fields: list }));
}
