import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { type Actor, principalOf } from '../access/actor.js';
import { POOL } from '../database/tokens.js';
import { DomainError } from '../errors/domain-error.js';
import { MadeOnce } from '../lifecycle/made-once.js';
import { readHouseKey } from '../secrets/house-key.js';
import { type Page } from './page.js';

/** What one part of a cursor may be. */
export type Shape = (value: unknown) => boolean;

/** Bytes of a signature: nobody guesses 128 bits, and a cursor stays short. */
const SIGNATURE = 16;

/**
 * Writes and reads cursors: places in a list, signed, so that nobody makes one up. A cursor fits one list alone: `list` is
 * everything that makes a list itself, which is its name, its filter and its order, and may be whose it is.
 */
export class CursorSigner {
  /** @param whose - Whom its cursors are for: nobody else's fit. */
  constructor(
    private readonly key: Buffer,
    private readonly whose = '',
  ) {}

  /** A place in a list as an opaque text. */
  encode(list: unknown, place: readonly unknown[]): string {
    const body = JSON.stringify(place);
    return Buffer.concat([this.sign(list, body), Buffer.from(body)]).toString('base64url');
  }

  /**
   * The place that a cursor stands for.
   *
   * @param shapes - What each part of the place has to be: what was signed once may come from another version of us.
   * @param pointer - Where the cursor stands in the request.
   * @throws {DomainError} `validacion` for one that we did not write, or not for this list
   */
  decode<T extends readonly unknown[]>(
    list: unknown,
    cursor: string,
    shapes: readonly Shape[],
    pointer = '#/cursor',
  ): T {
    const bytes = Buffer.from(cursor, 'base64url');
    const body = bytes.subarray(SIGNATURE).toString();
    const signed =
      bytes.length > SIGNATURE &&
      // The same bytes can be written in several ways.
      bytes.toString('base64url') === cursor &&
      timingSafeEqual(bytes.subarray(0, SIGNATURE), this.sign(list, body));
    const place = signed ? (JSON.parse(body) as unknown[]) : [];
    if (place.length !== shapes.length || !shapes.every((fits, index) => fits(place[index])))
      throw DomainError.invalid([{ pointer, code: 'cursor' }]);
    return place as unknown as T;
  }

  /**
   * A page from rows of which one more was read than the page holds: the extra row only says that there is a next page.
   *
   * @param placeOf - A row's place in the order.
   */
  page<T>(
    rows: readonly T[],
    limit: number,
    list: unknown,
    placeOf: (row: T) => readonly unknown[],
  ): Page<T> {
    const datos = rows.slice(0, limit);
    const last = datos.at(-1);
    return { datos, siguiente: rows.length > limit && last ? this.encode(list, placeOf(last)) : null };
  }

  private sign(list: unknown, body: string): Buffer {
    // JSON has no line break of its own: where the list ends is beyond doubt.
    return createHmac('sha256', this.key)
      .update(`${this.whose && `${this.whose}\n`}${JSON.stringify(list)}\n${body}`)
      .digest()
      .subarray(0, SIGNATURE);
  }
}

/** The signer of this installation: its key is in the database, so every process reads the cursors of every other. */
@Injectable()
export class Cursors {
  private readonly key = new MadeOnce(() => readHouseKey(this.pool, 'cursores'));

  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /**
   * Reads the key, once.
   *
   * @param actor - Whom the cursors are for; anybody if left out.
   */
  async open(actor?: Actor): Promise<CursorSigner> {
    return new CursorSigner(await this.key.get(), actor && principalOf(actor));
  }
}
