import type { Aggregate } from '../../platform/read-models/aggregate.js';

/** The figures of each business day. */
export const KPI_DIARIO = {
  name: 'kpi_diario',
  of: 'envios_detalle',
  definition: 'kpi_diario.sql',
  facts: [
    'estado',
    'cliente_id',
    'transportista_id',
    'origen_region',
    'destino_region',
    'creado_en',
    'fecha_estimada',
    'ultima_traza_en',
    'recogido_en',
    'fallido_en',
    'entregado_en',
    'motivos',
    'motivos_en',
    'anomalias_reloj',
    'anomalias_lugar',
  ],
  identity: [
    'clase',
    'cliente_id',
    'dia',
    'transportista_id',
    'region',
    'origen',
    'clave',
    'vence',
    'movido',
  ],
  sums: ['creados', 'entregados', 'con_promesa', 'a_tiempo', 'primeros', 'primeros_bien', 'cuenta'],
  indexes: [],
} as const satisfies Aggregate;
