import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { type Deadline, KeepsDeadline } from '../../platform/deadlines/deadline.js';
import { DataKeys } from '../../platform/secrets/data-keys.js';
import { newSecret, showSecret } from './domain/signature.js';

const ADD = 'INSERT INTO webhook_secretos (id, webhook_id, secreto) VALUES ($1, $2, $3)';

// $1 webhook. Of those that sign only the newest is kept.
const DROP_OLDER = `
  DELETE FROM webhook_secretos WHERE webhook_id = $1
    AND id < (SELECT id FROM webhook_secretos WHERE webhook_id = $1 ORDER BY id DESC LIMIT 1)`;

// $1 webhook, $2 until when the one that is left signs, or null for 24 hours from now.
const RETIRE = `
  UPDATE webhook_secretos SET vence_en = coalesce($2::timestamptz, now() + interval '24 hours')
  WHERE webhook_id = $1`;

const READ = `
  SELECT id, secreto FROM webhook_secretos WHERE webhook_id = $1 AND (vence_en IS NULL OR vence_en > now())
  ORDER BY id DESC`;

const purposeOf = (webhookId: string) => `webhook_secretos:${webhookId}`;

/** The secrets that sign what webhooks are sent: one each, or two while it is being replaced. Drops those that are over. */
@Injectable()
@KeepsDeadline()
export class WebhookSecrets implements Deadline {
  readonly name = 'secretos-de-webhooks';
  readonly table = 'webhook_secretos';
  readonly column = 'vence_en';
  readonly key = ['id'];

  constructor(private readonly keys: DataKeys) {}

  /** Adds a secret, in the caller's transaction. @returns it as its owner gets it. */
  async add(db: Queryable, webhookId: string): Promise<string> {
    const secret = newSecret();
    const cipher = await this.keys.open();
    await db.query(ADD, [uuidV7(), webhookId, cipher.seal(secret, purposeOf(webhookId))]);
    return showSecret(secret);
  }

  /** Replaces the secret. The one of now signs too until an instant; one that was being replaced already, no more. */
  async replace(db: Queryable, webhookId: string, until: string | null): Promise<string> {
    await db.query(DROP_OLDER, [webhookId]);
    await db.query(RETIRE, [webhookId, until]);
    return this.add(db, webhookId);
  }

  /** Those that count, the newest first. */
  async read(db: Queryable, webhookId: string): Promise<Buffer[]> {
    const { rows } = await db.query<{ secreto: Buffer }>({
      name: 'secretos-de-webhook',
      text: READ,
      values: [webhookId],
    });
    const cipher = await this.keys.open();
    return rows.map(({ secreto }) => cipher.open(secreto, purposeOf(webhookId)));
  }
}
