import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { yearMonth, type Month } from '../../../platform/database/month.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { relayMonth, STAGE } from './month-relay.js';
import { idOfMonth, partitionName, PeriodoLedger, type PeriodoRow } from '../../periodos/contract.js';
import type { ArchiveRun, HeldRun } from '../run/archive-run.js';
import {
  ARCHIVED_TABLES,
  type ArchivedTable,
  hashOfTable,
  insertFromJson,
  selectJson,
} from '../files/archived-tables.js';
import { dropGrace } from './grace.js';
import { fileOf } from '../files/manifest.js';
import { eachOf, hashFile, loadCodes, withoutCodes } from '../files/month-files.js';
import { selectRemnantCodes } from '../files/month-sql.js';
import { type HashRow, RowHash } from '../files/row-hash.js';
import { type Bench, Workbench } from '../files/workbench.js';

const RESTORED = 'archivada = NULL, manifiesto = NULL, manifiesto_nuevo = NULL, restaurado_en = now()';

/** Where a table's rows are put: partitions are staged, the others are where they always are. */
const target = ({ name }: ArchivedTable, month: Month) =>
  name === 'anulaciones' ? name : `${STAGE}.${partitionName(name, month)}`;

/** Brings an archived month back into the hot tables, whole, and verified by the hash of its files. */
@Injectable()
export class MonthRestorer {
  constructor(
    private readonly files: ArchiveFiles,
    private readonly ledger: PeriodoLedger,
    private readonly workbench: Workbench,
  ) {}

  /** @throws {DomainError} `archivo-danado`, `archivo-no-disponible`, or `archivo-no-coincide`; then nothing has changed */
  restore(periodo: PeriodoRow, run: HeldRun): Promise<void> {
    const { mes, estado } = periodo;
    return this.workbench.use('restauracion', (bench) =>
      run.turn.work(async (client) => {
        await dropGrace(client, mes);
        await relayMonth(client, {
          month: mes,
          noteChanges: false,
          fill: () => this.fill(bench, client, periodo, run),
          finish: async () => {
            await client.query(`DELETE FROM remanentes WHERE ${idOfMonth('envio_id', mes)}`);
            await this.ledger.advance(client, mes, [estado, 'abierto'], RESTORED);
          },
          step: () => run.checkpoint(),
          // Somebody waits for it.
          rest: () => Promise.resolve(),
        });
        await dropGrace(client, mes);
      }),
    );
  }

  private async fill(
    bench: Bench,
    client: pg.PoolClient,
    periodo: PeriodoRow,
    run: ArchiveRun,
  ): Promise<void> {
    const { mes, caliente } = periodo;
    const { rows } = await client.query<{ codigo: string }>(selectRemnantCodes(mes, { staying: false }));
    const hot = rows.map(({ codigo }) => codigo);
    await loadCodes(bench.duck, 'calientes', hot);
    await eachOf(ARCHIVED_TABLES, (table) => this.load(bench, client, periodo, table, run));
    await eachOf(ARCHIVED_TABLES, (table) => this.compare(bench, client, periodo, table));
    if (!caliente) return;
    for (const table of ['envios', 'trazas'] as const)
      await client.query(
        `INSERT INTO ${STAGE}.${partitionName(table, mes)} SELECT * FROM ${partitionName(table, mes)}`,
      );
  }

  private async load(
    { duck }: Bench,
    client: pg.PoolClient,
    periodo: PeriodoRow,
    table: ArchivedTable,
    run: ArchiveRun,
  ): Promise<void> {
    const path = await this.pathOf(periodo, table);
    const insert = insertFromJson(table, target(table, periodo.mes), '$1');
    const total = periodo.manifiesto?.tablas[table.name].filas ?? null;
    let done = 0;
    const select = `${selectJson(table, path)} WHERE codigo NOT IN (SELECT codigo FROM calientes)`;
    for await (const rows of duck.texts(select)) {
      await client.query(insert, [`[${rows.join(',')}]`]);
      run.progress((done += rows.length), total, `filas de ${table.name}`);
      await run.checkpoint();
    }
  }

  /** What was loaded has the hash that the file has. */
  private async compare({ duck }: Bench, client: pg.PoolClient, periodo: PeriodoRow, table: ArchivedTable) {
    const { mes } = periodo;
    const envios = `${STAGE}.${partitionName('envios', mes)}`;
    const own = table.envio === 'id' ? '' : `JOIN ${target(table, mes)} t ON t.${table.envio} = e.id`;
    const { rows } = await client.query<HashRow>(hashOfTable(table, `FROM ${envios} e ${own}`));
    const loaded = RowHash.of(rows[0] as HashRow);
    const written = await hashFile(duck, table, withoutCodes(await this.pathOf(periodo, table), 'calientes'));
    if (!loaded.equals(written))
      throw new DomainError('archivo-no-coincide', {
        mes: yearMonth(mes),
        fichero: table.name,
        detalle: 'lo restaurado tiene otras filas',
      });
  }

  private pathOf({ mes, estado, manifiesto }: PeriodoRow, { name }: ArchivedTable): Promise<string> {
    if (!manifiesto) throw new DomainError('periodo-no-archivado', { mes: yearMonth(mes), estado });
    return this.files.open(fileOf(manifiesto, name));
  }
}
