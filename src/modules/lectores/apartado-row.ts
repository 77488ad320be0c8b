import type { Apartado } from './lector.dto.js';

/** Columns of a fact that was set aside, named as the wire has them. */
export const APARTADO_COLUMNS = `id, lector, hecho, error, intentos, apartado_en AS "apartadoEn", estado`;

/** A fact that was set aside, as its row is read. */
export type ApartadoRow = Apartado;
