/** Where a run stands; the last three are final. */
export const ESTADOS_EJECUCION = ['en_cola', 'en_curso', 'completada', 'fallida', 'cancelada'] as const;

/** Where a run stands. */
export type EstadoEjecucion = (typeof ESTADOS_EJECUCION)[number];

/** What began a run: the clock, somebody, or somebody after it had failed. */
export const ORIGENES = ['programada', 'manual', 'reintento'] as const;

/** What began a run. */
export type Origen = (typeof ORIGENES)[number];

/** What becomes of a run that would begin while another one of its programación is open. */
export const SOLAPAMIENTOS = ['omitir', 'encolar', 'cancelar-anterior'] as const;

/** What becomes of a run that would begin while another one of its programación is open. */
export type Solapamiento = (typeof SOLAPAMIENTOS)[number];

/** Whether nothing more will become of it. */
export function isFinal(estado: EstadoEjecucion): boolean {
  return estado === 'completada' || estado === 'fallida' || estado === 'cancelada';
}
