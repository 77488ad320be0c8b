-- A traza whose time cannot be true moves nothing. What a device says of its own clock is kept beside what we make of it.
ALTER TABLE trazas
  -- When the device sent it, by its own clock.
  ADD COLUMN enviado_en timestamptz(3),
  -- When it happened by the device's clock, where ocurrido_en was corrected.
  ADD COLUMN ocurrido_en_dispositivo timestamptz(3);

-- How far the device's clock was ahead of ours when it last said what time it has, and when that was, by our clock.
ALTER TABLE dispositivos
  ADD COLUMN desfase_medido_ms bigint,
  ADD COLUMN desfase_medido_en timestamptz(3);

-- Whether a traza cannot have happened when it says: after we got it (devices' clocks are a little off, five minutes are
-- borne with), or more than a day before its envio was created.
CREATE FUNCTION hora_imposible(ocurrido_en timestamptz, recibido_en timestamptz, creado_en timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ocurrido_en - recibido_en > interval '5 minutes' OR creado_en - ocurrido_en > interval '1 day';

-- Whether a traza makes no sense after that estado: it would move a closed envio, or open one that is not closed.
CREATE FUNCTION esta_fuera_de_lugar(estado tipo_traza, tipo tipo_traza) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tipo
  WHEN 'reapertura' THEN NOT es_terminal(estado)
  WHEN 'en_devolucion' THEN false
  ELSE mueve_estado(tipo) AND es_terminal(estado)
END;

-- The fold, which takes the place of estado_tras: the same rule, and it counts the trazas that are out of place. The old
-- functions stay for read models that are still made of them, until those are rebuilt at the end of this update.
CREATE TYPE pliegue_envio AS (estado tipo_traza, motivo text, fuera_de_lugar integer);

-- This function is the only place of the rule; plpgsql and full names for the reasons that hold for estado_tras_traza.
CREATE FUNCTION plegar_traza(antes pliegue_envio, tipo tipo_traza, motivo text) RETURNS pliegue_envio
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF NOT public.mueve_estado(tipo) THEN
    RETURN antes;
  ELSIF NOT public.esta_fuera_de_lugar(antes.estado, tipo) THEN
    RETURN ROW (CASE tipo WHEN 'reapertura' THEN 'en_transito' ELSE tipo END, motivo,
                antes.fuera_de_lugar)::public.pliegue_envio;
  ELSIF tipo = 'reapertura' THEN
    RETURN ROW ('en_transito', motivo, antes.fuera_de_lugar + 1)::public.pliegue_envio;
  END IF;
  RETURN ROW (antes.estado, antes.motivo, antes.fuera_de_lugar + 1)::public.pliegue_envio;
END
$$;

CREATE AGGREGATE plegar (tipo tipo_traza, motivo text) (
  SFUNC = plegar_traza,
  STYPE = pliegue_envio,
  INITCOND = '(registrado,,0)',
  PARALLEL = SAFE
);

-- The fold from any estado: what several more trazas make of it, taken in the order in which they stand in the arrays.
CREATE FUNCTION plegar_trazas(antes pliegue_envio, tipos tipo_traza[], motivos text[]) RETURNS pliegue_envio
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  FOR i IN 1 .. coalesce(cardinality(tipos), 0) LOOP
    antes := public.plegar_traza(antes, tipos[i], motivos[i]);
  END LOOP;
  RETURN antes;
END
$$;

-- Which kinds of trazas that are not believed an envio has, as lists ask for them.
CREATE FUNCTION clase_de_anomalias(reloj integer, lugar integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN reloj > 0 AND lugar > 0 THEN 'reloj_lugar' WHEN reloj > 0 THEN 'reloj' WHEN lugar > 0 THEN 'lugar' END;
