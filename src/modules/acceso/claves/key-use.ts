import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../../platform/database/tokens.js';

/** What was used is written down this often, in milliseconds. */
const WRITE_MS = 10_000;

const MINUTE_MS = 60_000;

// $1 ids, $2 the minute of each.
const WRITE = `
  UPDATE claves c SET usada_en = greatest(c.usada_en, used.en)
  FROM unnest($1::uuid[], $2::timestamptz[]) AS used (id, en) WHERE c.id = used.id`;

/** Notes when keys were last used, to the minute: in memory, and now and then in PostgreSQL, many with one statement. */
@Injectable()
export class KeyUse implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('acceso');
  /** Of each key the minute that was noted last. */
  private readonly minutes = new Map<string, number>();
  private readonly unwritten = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** Notes that a key was used just now. */
  note(id: string): void {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (this.minutes.get(id) === minute) return;
    this.minutes.set(id, minute);
    this.unwritten.add(id);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(), WRITE_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** Writes down what was noted. What could not be written is tried again with the next. */
  async write(): Promise<void> {
    const ids = [...this.unwritten];
    if (ids.length === 0) return;
    this.unwritten.clear();
    const instants = ids.map((id) => new Date((this.minutes.get(id) ?? 0) * MINUTE_MS).toISOString());
    try {
      await this.pool.query(WRITE, [ids, instants]);
      this.forgetOld();
    } catch (error) {
      this.logger.warn(`uso de claves: ${String(error)}`);
      for (const id of ids) this.unwritten.add(id);
    }
  }

  private forgetOld(): void {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    for (const [id, noted] of this.minutes)
      if (noted < minute && !this.unwritten.has(id)) this.minutes.delete(id);
  }
}
