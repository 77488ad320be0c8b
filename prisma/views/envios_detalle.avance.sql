-- An envio after trazas that all happened later than any it had: from its row as it stands (actual) and from them
-- (nuevas). Every other envio is left to its definition. What has a time that cannot be true does not count (cuenta), here as
-- there: it adds to total_trazas and anomalias_reloj and changes nothing else.
SELECT
  a.*,
  t.estado AS estado_nuevo,
  t.motivo AS motivo_nuevo,
  a.anomalias_reloj + n.cuantas - n.cuentan AS anomalias_reloj_nuevo,
  t.fuera_de_lugar AS anomalias_lugar_nuevo,
  clase_de_anomalias(a.anomalias_reloj + n.cuantas - n.cuentan, t.fuera_de_lugar) AS anomalia_nuevo,
  coalesce(a.primera_traza_en, n.primera) AS primera_traza_en_nuevo,
  coalesce(n.ultima, a.ultima_traza_en) AS ultima_traza_en_nuevo,
  a.total_trazas + n.cuantas AS total_trazas_nuevo,
  CASE WHEN n.cuentan = 0 THEN a.ultimo_centro_id ELSE n.ultimo_centro_id END AS ultimo_centro_id_nuevo
FROM (
  SELECT
    clave,
    count(*)::integer AS cuantas,
    (count(*) FILTER (WHERE cuenta))::integer AS cuentan,
    min(ocurrido_en) FILTER (WHERE cuenta) AS primera,
    max(ocurrido_en) FILTER (WHERE cuenta) AS ultima,
    (array_agg(centro_id ORDER BY ocurrido_en, secuencia, id_evento)
      FILTER (WHERE cuenta))[count(*) FILTER (WHERE cuenta)] AS ultimo_centro_id,
    array_agg(tipo ORDER BY ocurrido_en, secuencia, id_evento) FILTER (WHERE cuenta) AS tipos,
    array_agg(motivo ORDER BY ocurrido_en, secuencia, id_evento) FILTER (WHERE cuenta) AS motivos
  FROM (
    SELECT n.*, NOT hora_imposible(n.ocurrido_en, n.recibido_en, a.creado_en) AS cuenta
    FROM nuevas n
    JOIN actual a ON a.id = n.clave
  ) n
  GROUP BY clave
) n
JOIN actual a ON a.id = n.clave AND (a.ultima_traza_en IS NULL OR n.primera IS NULL OR a.ultima_traza_en < n.primera)
CROSS JOIN LATERAL plegar_trazas(ROW (a.estado, a.motivo, a.anomalias_lugar)::pliegue_envio, n.tipos, n.motivos) t
