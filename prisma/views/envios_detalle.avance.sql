-- An envio after trazas that all happened later than any it had: from its row as it stands (actual) and from them
-- (nuevas). Every other envio is left to its definition. What is annulled counts in total_trazas and nowhere else, here
-- and there.
SELECT
  a.*,
  t.estado AS estado_nuevo,
  t.motivo AS motivo_nuevo,
  coalesce(a.primera_traza_en, n.primera) AS primera_traza_en_nuevo,
  n.ultima AS ultima_traza_en_nuevo,
  a.total_trazas + n.cuantas AS total_trazas_nuevo,
  n.ultimo_centro_id AS ultimo_centro_id_nuevo
FROM (
  SELECT
    clave,
    count(*)::integer AS cuantas,
    min(ocurrido_en) AS primera,
    max(ocurrido_en) AS ultima,
    (array_agg(centro_id ORDER BY ocurrido_en, secuencia, id_evento))[count(*)] AS ultimo_centro_id,
    array_agg(tipo ORDER BY ocurrido_en, secuencia, id_evento) AS tipos,
    array_agg(motivo ORDER BY ocurrido_en, secuencia, id_evento) AS motivos
  FROM nuevas
  GROUP BY clave
) n
JOIN actual a ON a.id = n.clave AND (a.ultima_traza_en IS NULL OR a.ultima_traza_en < n.primera)
CROSS JOIN LATERAL estado_tras_trazas(ROW (a.estado, a.motivo)::estado_envio, n.tipos, n.motivos) t
