/**
 * SQL of where the traza happened that moved an envío at an instant: as it says, or the name of its centro. Null of an envío that
 * is in the archive.
 *
 * @param envioId - SQL of the envío's id.
 * @param at - SQL of the instant.
 */
export const placeSql = (envioId: string, at: string): string => `(
    SELECT coalesce(z.lugar, n.nombre) FROM trazas z LEFT JOIN centros n ON n.id = z.centro_id
    WHERE z.envio_id = ${envioId} AND z.ocurrido_en = ${at} AND z.anulada_por IS NULL
    ORDER BY z.secuencia DESC NULLS FIRST, z.id_evento DESC LIMIT 1
  )`;
