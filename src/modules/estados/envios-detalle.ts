import type { ReadModel } from '../../platform/read-models/read-model.js';
import { ESTADOS_ABIERTOS } from './domain/estado.js';

/** The detail of envíos: the fold over their trazas. Whoever changes an envío or its trazas marks it as changed. */
export const ENVIOS_DETALLE = {
  name: 'envios_detalle',
  definition: 'envios_detalle.sql',
  monthly: ['envios', 'trazas'],
  key: 'id',
  lazy: ['historial', 'recogido_en', 'fallido_en', 'entregado_en', 'motivos', 'motivos_en'],
  indexes: [
    '(estado, id)',
    '(motivo, id) WHERE motivo IS NOT NULL',
    '(anomalia, id) WHERE anomalia IS NOT NULL',
    '(cliente_id, id)',
    '(transportista_id, id)',
    '(ultimo_centro_id, id) WHERE ultimo_centro_id IS NOT NULL',
    '(referencia, id) WHERE referencia IS NOT NULL',
    '(destino_region, id)',
    '(ultima_traza_en, id)',
    '(fecha_estimada, id)',
    // What is still on its way is a small part of an old month, and all that late and stuck are looked for in.
    '(fecha_estimada, id) WHERE NOT es_terminal(estado)',
    '(coalesce(ultima_traza_en, creado_en), id) WHERE NOT es_terminal(estado)',
  ],
  zones: {
    ranges: ['ultima_traza_en', 'fecha_estimada'],
    sets: [
      'estado',
      'motivo',
      'anomalia',
      'cliente_id',
      'transportista_id',
      'ultimo_centro_id',
      'destino_region',
    ],
    rest: {
      column: 'estado',
      values: ESTADOS_ABIERTOS,
    },
  },
  advance: {
    definition: 'envios_detalle.avance.sql',
    columns: [
      'estado',
      'motivo',
      'anomalias_reloj',
      'anomalias_lugar',
      'anomalia',
      'primera_traza_en',
      'ultima_traza_en',
      'total_trazas',
      'ultimo_centro_id',
    ],
    rows: {
      tipo: 'tipo_traza',
      motivo: 'text',
      ocurrido_en: 'timestamptz',
      recibido_en: 'timestamptz',
      secuencia: 'bigint',
      id_evento: 'uuid',
      centro_id: 'uuid',
    },
  },
  log: {
    table: 'bitacora',
    key: 'envio_id',
    carried: ['codigo', 'cliente_id', 'transportista_id', 'ultima_traza_en'],
    watched: ['estado', 'motivo'],
  },
  writersLock: 'codigos_envio',
} as const satisfies ReadModel;
