-- An envio with everything its detail page and the lists show. One row an envio.
--
-- historial is JSON, newest traza first, times in milliseconds since 1970 (so that it does not depend on the session's
-- time zone). A traza is anomala when it makes no sense in its place: it would have moved a closed envio, it reopens
-- one that is not closed, its device's clock ran more than five minutes ahead of ours, or it happened more than a day
-- before the envio was created.
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
  e.destino_region,
  (f.final).motivo AS motivo,
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
      'lat', h.lat,
      'lon', h.lon,
      'ocurridoEn', (date_part('epoch', h.ocurrido_en) * 1000)::bigint,
      'recibidoEn', (date_part('epoch', h.recibido_en) * 1000)::bigint,
      'anomala', h.anulada_por IS NULL AND (
        (mueve_estado(h.tipo) AND es_terminal((h.antes).estado) AND h.tipo NOT IN ('reapertura', 'en_devolucion'))
        OR (h.tipo = 'reapertura' AND NOT es_terminal((h.antes).estado))
        OR h.ocurrido_en > h.recibido_en + interval '5 minutes'
        OR h.ocurrido_en < e.creado_en - interval '1 day'
      ),
      'anulada', h.anulada_por IS NOT NULL
    ) ORDER BY h.ocurrido_en DESC, h.secuencia DESC, h.id_evento DESC)
    FROM (
      SELECT
        z.*,
        estado_tras(z.tipo, z.motivo) FILTER (WHERE z.anulada_por IS NULL) OVER (
          ORDER BY z.ocurrido_en, z.secuencia, z.id_evento ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS antes
      FROM trazas z
      WHERE z.envio_id = e.id
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
      WHERE z.envio_id = e.id AND z.tipo = 'entregado' AND z.anulada_por IS NULL AND NOT EXISTS (
        SELECT
        FROM trazas a
        WHERE a.envio_id = e.id AND a.tipo IN ('reapertura', 'en_devolucion') AND a.anulada_por IS NULL
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
    estado_tras(z.tipo, z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.anulada_por IS NULL) AS final,
    min(z.ocurrido_en) FILTER (WHERE z.anulada_por IS NULL) AS primera_traza_en,
    max(z.ocurrido_en) FILTER (WHERE z.anulada_por IS NULL) AS ultima_traza_en,
    count(*)::integer AS total_trazas,
    -- Its last element, and in this order: all of them are taken from one sort.
    (array_agg(z.centro_id ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.anulada_por IS NULL))[count(*) FILTER (WHERE z.anulada_por IS NULL)] AS ultimo_centro_id,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'recogido' AND z.anulada_por IS NULL) AS recogido_en,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'intento_fallido' AND z.anulada_por IS NULL) AS fallido_en,
    min(z.ocurrido_en) FILTER (WHERE z.tipo = 'entregado' AND z.anulada_por IS NULL) AS entregado_en,
    coalesce(bool_or(z.tipo IN ('reapertura', 'en_devolucion')) FILTER (WHERE z.anulada_por IS NULL), false) AS reabierto,
    array_agg(z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.motivo IS NOT NULL AND z.anulada_por IS NULL) AS motivos,
    array_agg(z.ocurrido_en ORDER BY z.ocurrido_en, z.secuencia, z.id_evento)
      FILTER (WHERE z.motivo IS NOT NULL AND z.anulada_por IS NULL) AS motivos_en
  FROM trazas z
  WHERE z.envio_id = e.id
) f ON true
