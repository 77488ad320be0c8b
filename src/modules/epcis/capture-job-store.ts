import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { randomUUID } from 'node:crypto';
import { POOL, PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import type { ErrorBehaviour } from './error-behaviour.params.js';

/** What is known of a capture job from the beginning; what became of its trazas is in the receipts of its capturas. */
export interface CaptureJob {
  behaviour: ErrorBehaviour;
  /** To the list of events inside the document. */
  pointer: string;
  /** Capturas that its trazas went into, in their order. */
  capturas: string[];
  /** Index of the event, and of the EPC in it, that each traza comes from. */
  events: number[];
  epcs: number[];
  /** Events that were not taken in. */
  refused: RefusedEvent[];
}

/** An event that was not taken in, or of which a traza was rejected later. */
export interface RefusedEvent {
  index: number;
  faults: readonly FieldError[];
  /** How many more faults it has; not in jobs of earlier versions. */
  omitted?: number;
}

const INSERT = `
  INSERT INTO capturas_epcis (id, modo, lista, capturas, eventos, epcs, rechazados, solicitante)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

const SELECT = `
  SELECT creada_en AS "createdAt", modo AS behaviour, lista AS pointer, capturas, eventos AS events, epcs,
    rechazados AS refused
  FROM capturas_epcis WHERE id = $1 AND ($2::text IS NULL OR solicitante = $2)`;

/** Remembers capture jobs. */
@Injectable()
export class CaptureJobStore {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(PRIMARY_READ_POOL) private readonly readPool: pg.Pool,
  ) {}

  /** Writes down a job whose trazas are on disk. Answers its id, random so that nobody reads the jobs of others. */
  async add(
    principal: string,
    { behaviour, pointer, capturas, events, epcs, refused }: CaptureJob,
  ): Promise<string> {
    const id = randomUUID();
    const values = [id, behaviour, pointer, capturas, events, epcs, JSON.stringify(refused), principal];
    await this.pool.query(INSERT, values);
    return id;
  }

  /**
   * @param id - A UUID.
   * @param principal - Whose job it has to be; anybody's if undefined.
   */
  async find(id: string, principal?: string): Promise<(CaptureJob & { createdAt: string }) | undefined> {
    const { rows } = await this.readPool.query<CaptureJob & { createdAt: string }>(SELECT, [id, principal]);
    return rows[0];
  }
}
