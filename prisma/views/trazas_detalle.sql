-- A traza, and what the fold makes of it in its place: anomalia says why it is not believed. "reloj": its time cannot be
-- true, so it is not folded and counts in no figure. "lugar": it makes no sense after what had happened before. What was
-- annulled is neither. One row a traza; whoever asks names the envios (envio_id), and only their trazas are read.
SELECT
  h.*,
  CASE
    WHEN h.anulada_por IS NOT NULL THEN NULL
    WHEN NOT h.cuenta THEN 'reloj'
    WHEN esta_fuera_de_lugar((h.antes).estado, h.tipo) THEN 'lugar'
  END AS anomalia
FROM (
  SELECT
    c.*,
    plegar(c.tipo, c.motivo) FILTER (WHERE c.cuenta AND mueve_estado(c.tipo)) OVER (
      PARTITION BY c.envio_id
      ORDER BY c.ocurrido_en, c.secuencia, c.id_evento ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS antes
  FROM (
    SELECT z.*, z.anulada_por IS NULL AND NOT hora_imposible(z.ocurrido_en, z.recibido_en, e.creado_en) AS cuenta
    FROM trazas z
    JOIN envios e ON e.id = z.envio_id
  ) c
) h
