import type { PersonalData } from '../../platform/personal/personal-data.js';
import { ENVIO_CODES } from '../codigos/contract.js';

const OWN_CODES = `(SELECT codigo FROM ${ENVIO_CODES} WHERE cliente_id = $1)`;

/** What devices have noted of somebody's envíos. The archive's purge erases it. */
export const TRAZAS_PERSONAL: readonly PersonalData[] = [
  {
    name: 'trazas',
    columns: ['trazas.lugar', 'trazas.datos', 'trazas.lat', 'trazas.lon'],
    by: 'clienteId',
    read: `
      SELECT e.codigo, t.* FROM trazas t JOIN envios e ON e.id = t.envio_id
      WHERE e.cliente_id = $1 ORDER BY t.envio_id, t.id_evento`,
  },
  {
    name: 'rechazos',
    columns: ['rechazos.cuerpo', 'rechazos.detalle'],
    by: 'clienteId',
    read: `
      SELECT id, codigo, recibida_en, rechazada_en, razon, detalle, cuerpo::json AS cuerpo, estado
      FROM rechazos WHERE codigo IN ${OWN_CODES} ORDER BY id`,
  },
];
