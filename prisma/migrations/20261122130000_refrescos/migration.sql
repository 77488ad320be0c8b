-- How the base of a read model stands, by month: written by the refresher alone, so that it costs no writer anything.
CREATE TABLE refrescos (
  modelo text NOT NULL,
  mes date NOT NULL,
  -- Rows of the base; delta rows that the last refresh folded into it; milliseconds that it took.
  filas bigint NOT NULL DEFAULT 0,
  plegadas bigint NOT NULL DEFAULT 0,
  ms integer NOT NULL DEFAULT 0,
  refrescado_en timestamptz(3),
  -- Since when there have been rows in the delta, as the refresher noticed it.
  pendiente_desde timestamptz(3),
  -- Rows of the base that changed since it was last vacuumed.
  muertas bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (modelo, mes)
);

-- When the figures of an aggregate were computed, and what was visible then (text of a pg_snapshot).
CREATE TABLE calculos (
  modelo text PRIMARY KEY,
  calculado_en timestamptz(3) NOT NULL,
  instantanea text NOT NULL,
  ms integer NOT NULL
);

-- The time zone of the business: its days are the days of the figures. Set from the configuration before the read models
-- are brought up to date; what depends on it is then built anew.
CREATE FUNCTION zona_horaria() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'America/Lima'::text;

-- The business day of an instant.
CREATE FUNCTION dia_de(instante timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (instante AT TIME ZONE zona_horaria())::date;
