-- Jobs that operators own: when they run, and every run. PostgreSQL is the truth; the queues in Redis only wake whoever
-- looks here.

CREATE TYPE solapamiento AS ENUM ('omitir', 'encolar', 'cancelar-anterior');
CREATE TYPE estado_ejecucion AS ENUM ('en_cola', 'en_curso', 'completada', 'fallida', 'cancelada');
CREATE TYPE origen_ejecucion AS ENUM ('programada', 'manual', 'reintento');

CREATE TABLE programaciones (
  id uuid PRIMARY KEY,
  -- Of those that the program brings along: until an operator changes one (version 2), it follows the program.
  semilla text UNIQUE,
  nombre text,
  tipo text NOT NULL,
  parametros jsonb NOT NULL,
  cron text,
  cada_s integer,
  zona text NOT NULL,
  solapamiento solapamiento NOT NULL,
  ventana_s integer NOT NULL,
  dispersion_s integer NOT NULL,
  limite_s integer,
  pausada boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- The fire time that is next; null while it is paused.
  proxima_en timestamptz(3),
  -- Fire times that found another run open.
  omitidas integer NOT NULL DEFAULT 0,
  omitida_en timestamptz(3),
  -- The last run that found nothing to do: it leaves no row.
  vacia_en timestamptz(3),
  creada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  actualizada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Runs outlive what started them.
  eliminada_en timestamptz(3),
  CHECK (num_nonnulls(cron, cada_s) = 1)
);

CREATE TABLE ejecuciones (
  id uuid PRIMARY KEY,
  programacion_id uuid NOT NULL REFERENCES programaciones,
  tipo text NOT NULL,
  parametros jsonb NOT NULL,
  simulacro boolean NOT NULL,
  origen origen_ejecucion NOT NULL,
  -- Address of who asked for it; null when the clock did.
  iniciada_por text,
  reintento_de uuid,
  -- The fire time: with the programación it is what makes a run one.
  prevista_en timestamptz(3),
  -- Not before this: a fire time and its share of the jitter.
  disponible_en timestamptz(3) NOT NULL,
  estado estado_ejecucion NOT NULL DEFAULT 'en_cola',
  limite_s integer,
  -- Times it was begun: only who holds the last one may write here.
  intentos integer NOT NULL DEFAULT 0,
  -- Workers that vanished with it since its last checkpoint.
  perdidas integer NOT NULL DEFAULT 0,
  worker text,
  arriendo_hasta timestamptz(3),
  cancelacion_en timestamptz(3),
  cancelada_por text,
  hecho bigint,
  total bigint,
  unidad text,
  por_segundo double precision,
  -- What the last checkpoint said.
  punto jsonb,
  lineas integer NOT NULL DEFAULT 0,
  resultado jsonb,
  problema jsonb,
  creada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  iniciada_en timestamptz(3),
  terminada_en timestamptz(3),
  CONSTRAINT ejecuciones_una_por_hora UNIQUE (programacion_id, prevista_en)
);
-- A worker writes to its run once a second: room for HOT updates.
ALTER TABLE ejecuciones SET (fillfactor = 80);
-- Of one programación, at most one run at a time; a dry run touches nothing and may go beside.
CREATE UNIQUE INDEX ejecuciones_una_en_curso ON ejecuciones (programacion_id) WHERE estado = 'en_curso' AND NOT simulacro;
CREATE INDEX ejecuciones_abiertas ON ejecuciones (programacion_id, id) WHERE estado IN ('en_cola', 'en_curso');
CREATE INDEX ejecuciones_programacion ON ejecuciones (programacion_id, id);
CREATE INDEX ejecuciones_terminadas ON ejecuciones (terminada_en) WHERE terminada_en IS NOT NULL;

CREATE TABLE ejecucion_lineas (
  ejecucion_id uuid NOT NULL REFERENCES ejecuciones ON DELETE CASCADE,
  numero integer NOT NULL,
  escrita_en timestamptz(3) NOT NULL,
  texto text NOT NULL,
  PRIMARY KEY (ejecucion_id, numero)
);
