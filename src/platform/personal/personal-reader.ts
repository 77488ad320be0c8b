import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../database/tokens.js';
import { snapshot, withConnection } from '../database/transaction.js';
import { type Person, type PersonalData, personalData, valueOf } from './personal-data.js';
import { PersonalHolders } from './personal-holders.js';

/** Rows that are in memory at a time. */
const PAGE = 500;

/** Something that we hold of somebody. */
export interface Held {
  /** Of the `PersonalData` or `PersonalHolder` that has it. */
  name: string;
  row: object;
}

/** Reads everything that we hold of a person. */
@Injectable()
export class PersonalReader {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly holders: PersonalHolders,
  ) {}

  /**
   * All of it, some rows at a time: of the tables as they are at one instant.
   *
   * @param take - Is given what was read; nothing more is read before it resolves.
   */
  async read(person: Person, take: (held: readonly Held[]) => Promise<void>): Promise<void> {
    await withConnection(this.pool, (client) =>
      snapshot(client, async () => {
        for (const data of personalData.all()) await readTable(client, data, person, take);
      }),
    );
    for (const holder of this.holders.all())
      for await (const row of holder.read?.(person) ?? []) await take([{ name: holder.name, row }]);
  }
}

async function readTable(
  client: pg.PoolClient,
  { name, by, read }: PersonalData,
  person: Person,
  take: (held: readonly Held[]) => Promise<void>,
): Promise<void> {
  const value = valueOf(person, by);
  if (!read || value === undefined) return;
  await client.query(`DECLARE personales NO SCROLL CURSOR FOR ${read}`, [value]);
  for (let more = true; more;) {
    const { rows } = await client.query<object>(`FETCH ${PAGE} FROM personales`);
    await take(rows.map((row) => ({ name, row })));
    more = rows.length === PAGE;
  }
  await client.query('CLOSE personales');
}
