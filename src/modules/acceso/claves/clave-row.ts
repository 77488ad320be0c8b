import type { Rol } from '../../../platform/access/actor.js';
import type { Clave } from './clave.dto.js';

/** Columns of a key of the table `claves c`. */
export const CLAVE_COLUMNS = `
  c.id, c.nombre, c.rol, c.cliente_id, c.comercio_id, c.transportista_id, c.repartidor_id, c.dispositivo_id, c.creada_en,
  c.expira_en, c.revocada_en, c.usada_en,
  (SELECT count(*) FROM clave_secretos s WHERE s.clave_id = c.id AND (s.vence_en IS NULL OR s.vence_en > now())) AS secretos`;

/** A key, as its row is read. */
export interface ClaveRow {
  id: string;
  nombre: string;
  rol: Rol;
  cliente_id: string | null;
  comercio_id: string | null;
  transportista_id: string | null;
  repartidor_id: string | null;
  dispositivo_id: string | null;
  creada_en: string;
  expira_en: string | null;
  revocada_en: string | null;
  usada_en: string | null;
  secretos: number;
}

/** A key as the API answers it. */
export const toClave = (row: ClaveRow): Clave => ({
  id: row.id,
  nombre: row.nombre,
  rol: row.rol,
  clienteId: row.cliente_id,
  comercioId: row.comercio_id,
  transportistaId: row.transportista_id,
  repartidorId: row.repartidor_id,
  dispositivoId: row.dispositivo_id,
  expiraEn: row.expira_en,
  creadaEn: row.creada_en,
  revocadaEn: row.revocada_en,
  usadaEn: row.usada_en,
  secretos: row.secretos,
});
