-- Figures of envios, in one shape: each row says how many there are of one kind (clase) with the same dimensions.
--   diario    by business day: created; delivered, of those promised, of those in time; first attempts, those that succeeded
--   estado    how many are in an estado; of those not closed also the hours of fecha_estimada (vence) and last move (movido)
--   transito  delivered on that day from origen to region, by hours from pick-up (or creation): clave is the bucket,
--             floor(ln(hours) / ln(1.05)), so that a percentile is off by at most 2.5 %
--   motivo    trazas with this motivo (clave) on that day
--   anomalia  trazas that are not believed, and why (clave): reloj, lugar
-- Each stands here twice: by cliente, and for all of them together, under a cliente_id of zeros. region is the destination's.
-- A sum of nothing is NULL, and every row has one: REFRESH ... CONCURRENTLY looks for duplicates among rows without any NULL
-- by sorting them whole, which measured at two thirds of its time.
-- Written in what PostgreSQL and DuckDB both read: the same file counts what is in the archive.
-- hechos are rows of envios_detalle with the sign that they count with; so what a changed row no longer is can be taken away.
WITH h AS MATERIALIZED (
  SELECT
    signo,
    transportista_id,
    cliente_id,
    destino_region AS region,
    origen_region AS origen,
    estado,
    creado_en,
    fecha_estimada,
    entregado_en,
    fallido_en,
    motivos,
    motivos_en,
    anomalias_reloj,
    anomalias_lugar,
    CASE WHEN es_terminal(estado) THEN '-infinity' ELSE coalesce(date_trunc('hour', fecha_estimada AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', 'infinity') END AS vence,
    CASE
      WHEN es_terminal(estado) THEN '-infinity'
      ELSE date_trunc('hour', coalesce(ultima_traza_en, creado_en) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    END AS movido,
    ln(greatest(extract(epoch FROM entregado_en - coalesce(recogido_en, creado_en)) / 3600, 0.02)::float8) AS ln_horas
  FROM hechos
), medidas AS (
  SELECT
    'diario' AS clase, dia_de(creado_en) AS dia, transportista_id, cliente_id, region, '' AS origen, '' AS clave,
    '-infinity'::timestamptz AS vence, '-infinity'::timestamptz AS movido,
    signo AS creados, 0 AS entregados, 0 AS con_promesa, 0 AS a_tiempo, 0 AS primeros, 0 AS primeros_bien, 0 AS cuenta
  FROM h
  UNION ALL
  SELECT
    'diario', dia_de(entregado_en), transportista_id, cliente_id, region, '', '', '-infinity', '-infinity',
    0, signo, signo * (fecha_estimada IS NOT NULL)::integer,
    signo * coalesce(entregado_en <= fecha_estimada, false)::integer, 0, 0, 0
  FROM h
  WHERE entregado_en IS NOT NULL
  UNION ALL
  SELECT
    'diario', dia_de(least(entregado_en, fallido_en)), transportista_id, cliente_id, region, '', '', '-infinity', '-infinity',
    0, 0, 0, 0, signo, signo * coalesce(entregado_en < coalesce(fallido_en, 'infinity'), false)::integer, 0
  FROM h
  WHERE coalesce(entregado_en, fallido_en) IS NOT NULL
  UNION ALL
  SELECT
    'estado', '-infinity', transportista_id, cliente_id, region, '', estado::text, vence, movido, 0, 0, 0, 0, 0, 0, signo
  FROM h
  UNION ALL
  SELECT
    'transito', dia_de(entregado_en), transportista_id, cliente_id, region, origen, floor(ln_horas / ln(1.05::float8))::integer::text,
    '-infinity', '-infinity', 0, 0, 0, 0, 0, 0, signo
  FROM h
  WHERE entregado_en IS NOT NULL
  UNION ALL
  SELECT
    'motivo', dia_de(m.en), transportista_id, cliente_id, region, '', m.motivo, '-infinity', '-infinity',
    0, 0, 0, 0, 0, 0, signo
  FROM h, LATERAL (SELECT unnest(motivos) AS motivo, unnest(motivos_en) AS en) m
  UNION ALL
  SELECT
    'anomalia', '-infinity', transportista_id, cliente_id, region, '', 'reloj', '-infinity', '-infinity',
    0, 0, 0, 0, 0, 0, signo * anomalias_reloj
  FROM h
  WHERE anomalias_reloj > 0
  UNION ALL
  SELECT
    'anomalia', '-infinity', transportista_id, cliente_id, region, '', 'lugar', '-infinity', '-infinity',
    0, 0, 0, 0, 0, 0, signo * anomalias_lugar
  FROM h
  WHERE anomalias_lugar > 0
)
SELECT
  clase,
  dia,
  transportista_id,
  coalesce(cliente_id, '00000000-0000-0000-0000-000000000000') AS cliente_id,
  region,
  origen,
  clave,
  vence,
  movido,
  nullif(sum(creados), 0) AS creados,
  nullif(sum(entregados), 0) AS entregados,
  nullif(sum(con_promesa), 0) AS con_promesa,
  nullif(sum(a_tiempo), 0) AS a_tiempo,
  nullif(sum(primeros), 0) AS primeros,
  nullif(sum(primeros_bien), 0) AS primeros_bien,
  nullif(sum(cuenta), 0) AS cuenta
FROM medidas
GROUP BY GROUPING SETS (
  (clase, dia, transportista_id, region, origen, clave, vence, movido),
  (clase, dia, transportista_id, region, origen, clave, vence, movido, cliente_id)
)
HAVING sum(creados) <> 0 OR sum(entregados) <> 0 OR sum(con_promesa) <> 0 OR sum(a_tiempo) <> 0
  OR sum(primeros) <> 0 OR sum(primeros_bien) <> 0 OR sum(cuenta) <> 0
