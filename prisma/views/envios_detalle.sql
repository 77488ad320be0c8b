-- An envio with everything its detail page and the lists show. One row an envio.
--
-- historial is JSON, newest traza first, times in milliseconds since 1970 (so that it does not depend on the session's
-- time zone). It holds the hundred trazas that say most: positions and scans, of which there may be thousands, take what
-- room the others leave. What each of them is, and why it is not believed, is in trazas_detalle.sql.
--
-- What counts (cuenta) is what was not annulled and has a time that can be true; total_trazas alone counts all. anomalias_reloj
-- and anomalias_lugar are how many there are of either kind, anomalia which kinds there are.
--
-- recogido_en, fallido_en (the first failed attempt), entregado_en (the traza that closed it, for one that is entregado)
-- and motivos, each with its motivos_en, are what figures are counted from.
--
-- First what lists filter and order by, of fixed width: to look at one of these PostgreSQL need not step over the texts.
SELECT
  e.id,
  e.cliente_id,
  e.transportista_id,
  e.creado_en,
  (f.final).estado AS estado,
  e.bultos,
  e.peso_g,
  f.total_trazas,
  f.ultima_traza_en,
  e.fecha_estimada,
  f.ultimo_centro_id,
  f.primera_traza_en,
  f.anomalias_reloj,
  (f.final).fuera_de_lugar AS anomalias_lugar,
  e.destino_region,
  (f.final).motivo AS motivo,
  clase_de_anomalias(f.anomalias_reloj, (f.final).fuera_de_lugar) AS anomalia,
  e.codigo,
  e.referencia,
  c.nombre AS cliente_nombre,
  t.nombre AS transportista_nombre,
  e.destinatario_nombre,
  e.destinatario_telefono,
  e.destinatario_email,
  e.origen_direccion,
  e.origen_ciudad,
  e.origen_region,
  e.origen_pais,
  e.origen_codigo_postal,
  e.origen_lat,
  e.origen_lon,
  e.destino_direccion,
  e.destino_ciudad,
  e.destino_pais,
  e.destino_codigo_postal,
  e.destino_lat,
  e.destino_lon,
  (
    SELECT json_agg(json_build_object(
      'idEvento', h.id_evento,
      'tipo', h.tipo,
      'motivo', h.motivo,
      'lugar', coalesce(h.lugar, (SELECT ce.nombre FROM centros ce WHERE ce.id = h.centro_id)),
      'centroId', h.centro_id,
      'lat', h.lat,
      'lon', h.lon,
      'ocurridoEn', (date_part('epoch', h.ocurrido_en) * 1000)::bigint,
      'ocurridoEnDispositivo', (date_part('epoch', h.ocurrido_en_dispositivo) * 1000)::bigint,
      'enviadoEn', (date_part('epoch', h.enviado_en) * 1000)::bigint,
      'recibidoEn', (date_part('epoch', h.recibido_en) * 1000)::bigint,
      'secuencia', h.secuencia,
      'dispositivoId', h.dispositivo_id,
      'datos', h.datos,
      'anomala', h.anomalia IS NOT NULL,
      'anomalia', h.anomalia,
      'anulada', h.anulada_por IS NOT NULL
    ) ORDER BY h.ocurrido_en DESC, h.secuencia DESC, h.id_evento DESC)
    FROM (
      SELECT t.*
      FROM (INCLUDE trazas_detalle.sql) t
      WHERE t.envio_id = e.id
      ORDER BY t.tipo IN ('posicion', 'escaneo'), t.ocurrido_en DESC, t.secuencia DESC, t.id_evento DESC
      LIMIT 100
    ) h
  ) AS historial,
  f.recogido_en,
  f.fallido_en,
  CASE
    WHEN (f.final).estado <> 'entregado' THEN NULL
    WHEN NOT f.reabierto THEN f.entregado_en
    -- It was closed before: by the first one after the last that opened it again.
    ELSE (
      SELECT min(z.ocurrido_en)
      FROM trazas z
      WHERE z.envio_id = e.id AND z.tipo = 'entregado' AND z.anulada_por IS NULL
        AND NOT hora_imposible(z.ocurrido_en, z.recibido_en, e.creado_en)
        AND NOT EXISTS (
          SELECT
          FROM trazas a
          WHERE a.envio_id = e.id AND a.tipo IN ('reapertura', 'en_devolucion') AND a.anulada_por IS NULL
            AND NOT hora_imposible(a.ocurrido_en, a.recibido_en, e.creado_en)
            AND (a.ocurrido_en, coalesce(a.secuencia, 9223372036854775807), a.id_evento)
              > (z.ocurrido_en, coalesce(z.secuencia, 9223372036854775807), z.id_evento))
    )
  END AS entregado_en,
  f.motivos,
  f.motivos_en
FROM envios e
JOIN clientes c ON c.id = e.cliente_id
JOIN transportistas t ON t.id = e.transportista_id
LEFT JOIN LATERAL (
  SELECT
    plegar(z.tipo, z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.cuenta AND mueve_estado(z.tipo)) AS final,
    min(z.ocurrido_en) FILTER (WHERE z.cuenta) AS primera_traza_en,
    max(z.ocurrido_en) FILTER (WHERE z.cuenta) AS ultima_traza_en,
    count(*)::integer AS total_trazas,
    count(*) FILTER (WHERE z.anulada_por IS NULL AND NOT z.cuenta)::integer AS anomalias_reloj,
    -- Its last element, and in this order: all of them are taken from one sort.
    (array_agg(z.centro_id ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.cuenta))[count(*) FILTER (WHERE z.cuenta)] AS ultimo_centro_id,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'recogido' AND z.cuenta) AS recogido_en,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'intento_fallido' AND z.cuenta) AS fallido_en,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'entregado' AND z.cuenta) AS entregado_en,
    coalesce(bool_or(z.tipo IN ('reapertura', 'en_devolucion')) FILTER (WHERE z.cuenta), false) AS reabierto,
    array_agg(z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.motivo IS NOT NULL AND z.cuenta) AS motivos,
    array_agg(z.ocurrido_en ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.motivo IS NOT NULL AND z.cuenta) AS motivos_en
  FROM (
    SELECT
      z.*,
      z.anulada_por IS NULL AND NOT hora_imposible(z.ocurrido_en, z.recibido_en, e.creado_en) AS cuenta
    FROM trazas z
    WHERE z.envio_id = e.id
  ) z
) f ON true
