import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { defaultProgramaciones } from './default-programaciones.js';
import { changeReglas, defaultReglas } from './reglas.js';

// $1 id, $2 semilla, $3 tipo, $4 and so on its rules. It is due at once: what nobody has ever done waits for no hour.
// One that an operator changed has another version, and stays.
const SEED = `
  INSERT INTO programaciones (id, semilla, nombre, tipo, parametros, cron, cada_s, zona, solapamiento, ventana_s,
    dispersion_s, limite_s, pausada, proxima_en)
  VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $12 THEN NULL ELSE now() END)
  ON CONFLICT (semilla) DO UPDATE SET parametros = EXCLUDED.parametros, cron = EXCLUDED.cron, cada_s = EXCLUDED.cada_s,
    zona = EXCLUDED.zona, solapamiento = EXCLUDED.solapamiento, ventana_s = EXCLUDED.ventana_s,
    dispersion_s = EXCLUDED.dispersion_s, limite_s = EXCLUDED.limite_s, pausada = EXCLUDED.pausada,
    proxima_en = EXCLUDED.proxima_en, actualizada_en = now()
  WHERE programaciones.version = 1
    AND (programaciones.parametros, programaciones.cron, programaciones.cada_s, programaciones.zona,
         programaciones.solapamiento, programaciones.ventana_s, programaciones.dispersion_s, programaciones.limite_s,
         programaciones.pausada)
      IS DISTINCT FROM (EXCLUDED.parametros, EXCLUDED.cron, EXCLUDED.cada_s, EXCLUDED.zona, EXCLUDED.solapamiento,
         EXCLUDED.ventana_s, EXCLUDED.dispersion_s, EXCLUDED.limite_s, EXCLUDED.pausada)`;

/** Puts the programaciones in place that the program brings along, once a process. */
@Injectable()
export class ProgramacionSeeder {
  private done = false;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async seed(): Promise<void> {
    if (this.done) return;
    for (const { semilla, tipo, reglas } of defaultProgramaciones(this.config)) {
      const r = changeReglas(tipo, defaultReglas(this.config.TRAZO_ZONA), reglas);
      await this.pool.query(SEED, [
        uuidV7(),
        semilla,
        tipo,
        r.parametros,
        r.cron,
        r.cada_s,
        r.zona,
        r.solapamiento,
        r.ventana_s,
        r.dispersion_s,
        r.limite_s,
        r.pausada,
      ]);
    }
    this.done = true;
  }
}
