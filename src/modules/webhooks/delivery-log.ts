import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { type Deadline, KeepsDeadline } from '../../platform/deadlines/deadline.js';
import type { Delivery, Sent } from './webhook-sender.js';
import type { Intento } from './webhook.dto.js';

/** Columns of `webhook_intentos`, as they are answered. */
export const INTENTO_COLUMNS = `
  id, evento_id AS "eventoId", tipo, intento, empezado_en AS "empezadoEn", duracion_ms AS "duracionMs", respuesta, error`;

// $10 days that it is kept. A webhook that was deleted meanwhile has no deliveries.
const ADD = `
  INSERT INTO webhook_intentos
    (id, webhook_id, evento_id, tipo, intento, empezado_en, duracion_ms, respuesta, error, borrar_en)
  SELECT $1, w.id, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => $10)
  FROM webhooks w WHERE w.id = $2
  RETURNING ${INTENTO_COLUMNS}`;

/** Every delivery, for as long as it can be read. */
@Injectable()
@KeepsDeadline()
export class DeliveryLog implements Deadline {
  readonly name = 'intentos-de-webhooks';
  readonly table = 'webhook_intentos';
  readonly column = 'borrar_en';
  readonly key = ['id'];
  readonly batchSize = 1_000;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @param tries - Which try at this event it was. */
  async add(
    db: Queryable,
    webhookId: string,
    { id, type }: Sent,
    tries: number,
    delivery: Delivery,
  ): Promise<Intento> {
    const { startedAt, durationMs, status, error } = delivery;
    const values = [uuidV7(), webhookId, id, type, tries, startedAt, durationMs, status, error];
    const { rows } = await db.query<Intento>({
      name: 'add-intento',
      text: ADD,
      values: [...values, this.config.TRAZO_WEBHOOKS_INTENTOS_DIAS],
    });
    return rows[0] as Intento;
  }
}
