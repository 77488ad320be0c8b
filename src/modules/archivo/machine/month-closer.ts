import { Injectable } from '@nestjs/common';
import type { Month } from '../../../platform/database/month.js';
import { patiently } from '../../../platform/database/patiently.js';
import { transaction } from '../../../platform/database/transaction.js';
import { selectMonth } from '../../../platform/read-models/ddl.js';
import { monthBusy } from './month-relay.js';
import {
  type EstadoPeriodo,
  idOfMonth,
  isArchived,
  noteChanges,
  PARTITIONED,
  PeriodoLedger,
} from '../../periodos/contract.js';
import type { HeldRun } from '../run/archive-run.js';
import { ENVIOS_DETALLE } from '../../estados/contract.js';

// What an earlier try noted counts no longer: whatever happened until the export begins is in the export.
const forget = (month: Month) => `
  DELETE FROM remanentes WHERE ${idOfMonth('envio_id', month)}
    AND NOT ${isArchived(month)}`;

// Of an archived month, all hot envíos are in there: those that are closed leave.
const letLeave = (month: Month) => `
  UPDATE remanentes r SET sale = es_terminal(v.estado)
  FROM (${estados(month)}) v WHERE v.id = r.envio_id AND ${idOfMonth('r.envio_id', month)}`;

const keepOpen = (month: Month) => `
  INSERT INTO remanentes (envio_id) SELECT id FROM (${estados(month)}) v WHERE NOT es_terminal(estado)
  ON CONFLICT (envio_id) DO NOTHING`;

const estados = (month: Month) => selectMonth(ENVIOS_DETALLE, ['id', 'estado'], month);

/** Closes a month: from here on, what is open or changes is carried forward instead of being archived. */
@Injectable()
export class MonthCloser {
  constructor(private readonly ledger: PeriodoLedger) {}

  /** @returns how many envíos are carried forward. */
  close(month: Month, estado: EstadoPeriodo, { turn }: HeldRun): Promise<number> {
    return turn.work(async (client) => {
      // Waits for writers of this month, so that each of them is either done before the export begins, or noted.
      for (const table of PARTITIONED)
        await patiently(client, monthBusy(month), () => client.query(noteChanges(table, month)));
      return transaction(client, async () => {
        await client.query(forget(month));
        await client.query(letLeave(month));
        await client.query(keepOpen(month));
        const { rows } = await client.query<{ count: number }>(
          `SELECT count(*) FROM remanentes WHERE ${idOfMonth('envio_id', month)} AND NOT sale`,
        );
        await this.ledger.advance(
          client,
          month,
          [estado, 'cerrado'],
          'generacion = generacion + 1, turno = $4, manifiesto_nuevo = NULL',
          [turn.number],
        );
        return rows[0]?.count ?? 0;
      });
    });
  }
}
