-- The write model: reference data, envios and their append-only trazas, and what ingestion keeps beside them.

CREATE TYPE tipo_traza AS ENUM (
  -- These move the estado, and are the estados themselves.
  'registrado', 'recogido', 'en_transito', 'en_reparto', 'intento_fallido', 'disponible_retiro', 'retenido',
  'entregado', 'en_devolucion', 'devuelto', 'extraviado', 'siniestrado', 'cancelado',
  -- Opens a closed envio again.
  'reapertura',
  -- These only inform.
  'escaneo', 'posicion', 'nota', 'estimacion'
);

CREATE TYPE estado_periodo AS ENUM ('abierto', 'cerrado', 'exportado', 'verificado', 'separado', 'eliminado');

-- The smallest UUIDv7 of a millisecond: a month is the range of ids between two of these.
CREATE FUNCTION uuid_desde(instante timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (lpad(to_hex((extract(epoch FROM instante) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;

-- The month (its first day, UTC) that an id belongs to.
CREATE FUNCTION mes_de(id uuid) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN date_trunc('month', uuid_extract_timestamp(id) AT TIME ZONE 'UTC')::date;

CREATE TABLE clientes (
  id uuid PRIMARY KEY,
  nombre text NOT NULL,
  documento text,
  email text,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE transportistas (
  id uuid PRIMARY KEY,
  nombre text NOT NULL,
  codigo text NOT NULL UNIQUE,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE centros (
  id uuid PRIMARY KEY,
  nombre text NOT NULL,
  codigo text NOT NULL UNIQUE,
  ciudad text NOT NULL,
  region text NOT NULL,
  pais char(2) NOT NULL,
  lat double precision,
  lon double precision,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE periodos (
  mes date PRIMARY KEY CHECK (mes = date_trunc('month', mes)),
  estado estado_periodo NOT NULL DEFAULT 'abierto',
  abierto_en timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE envios (
  id uuid NOT NULL PRIMARY KEY,
  cliente_id uuid NOT NULL REFERENCES clientes (id),
  transportista_id uuid NOT NULL REFERENCES transportistas (id),
  creado_en timestamptz(3) NOT NULL,
  fecha_estimada timestamptz(3),
  origen_lat double precision,
  origen_lon double precision,
  destino_lat double precision,
  destino_lon double precision,
  bultos integer NOT NULL CHECK (bultos > 0),
  peso_g integer NOT NULL CHECK (peso_g >= 0),
  codigo text NOT NULL,
  referencia text,
  destinatario_nombre text NOT NULL,
  destinatario_telefono text,
  destinatario_email text,
  origen_direccion text NOT NULL,
  origen_ciudad text NOT NULL,
  origen_region text NOT NULL,
  origen_pais char(2) NOT NULL,
  origen_codigo_postal text,
  destino_direccion text NOT NULL,
  destino_ciudad text NOT NULL,
  destino_region text NOT NULL,
  destino_pais char(2) NOT NULL,
  destino_codigo_postal text
) PARTITION BY RANGE (id);

-- No foreign key to envios: its check would lock, and so rewrite, the envio's row for every traza. The writer holds
-- the envio's row of codigos_envio instead, which is born with the envio in one transaction.
CREATE TABLE trazas (
  envio_id uuid NOT NULL,
  id_evento uuid NOT NULL,
  ocurrido_en timestamptz(3) NOT NULL,
  recibido_en timestamptz(3) NOT NULL,
  secuencia bigint,
  lat double precision,
  lon double precision,
  tipo tipo_traza NOT NULL,
  centro_id uuid,
  dispositivo_id uuid,
  anulada_por uuid,
  motivo text,
  lugar text,
  datos jsonb,
  PRIMARY KEY (envio_id, id_evento)
) PARTITION BY RANGE (envio_id);

CREATE TABLE codigos_envio (
  codigo text PRIMARY KEY,
  envio_id uuid NOT NULL
);

-- 26 service letters of 100,000,000 serial numbers each; see modules/envios/domain/codigo.ts.
CREATE SEQUENCE serie_codigos AS bigint MINVALUE 0 MAXVALUE 2599999999 START 0 NO CYCLE;

-- One row a tanda, written in the transactions that stored its trazas: it is the receipt of every captura in it, and
-- the reason why a tanda that is delivered twice is applied once.
CREATE TABLE tandas (
  id uuid PRIMARY KEY,
  sal bigint NOT NULL,
  recibida_en timestamptz(3) NOT NULL,
  aplicada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  ids_evento uuid[] NOT NULL,
  -- One letter an event: a(plicada), d(uplicada), r(echazada), p(endiente), ? (not yet decided).
  resultados text NOT NULL,
  -- Why, for the rejected ones: { "<index>": "<problem code>" }.
  problemas jsonb,
  CHECK (length(resultados) = cardinality(ids_evento))
);

-- Two receipts of one tanda, made one: the letters of the first stand, those of the second fill its gaps.
CREATE FUNCTION unir_resultados(primero text, segundo text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (
  SELECT string_agg(CASE WHEN p = '?' THEN s ELSE p END, '' ORDER BY i)
  FROM unnest(string_to_array(primero, NULL), string_to_array(segundo, NULL)) WITH ORDINALITY AS t (p, s, i)
);

-- Trazas of a code that no envio has yet.
CREATE TABLE trazas_en_espera (
  tanda_id uuid NOT NULL,
  indice integer NOT NULL,
  vence_en timestamptz(3) NOT NULL,
  codigo text NOT NULL,
  cuerpo text NOT NULL,
  PRIMARY KEY (tanda_id, indice)
);
CREATE INDEX trazas_en_espera_codigo ON trazas_en_espera (codigo);
CREATE INDEX trazas_en_espera_vence_en ON trazas_en_espera (vence_en);

-- Dead letters. The body is text, not jsonb: what PostgreSQL refuses to parse must still fit in here.
CREATE TABLE rechazos (
  id uuid PRIMARY KEY,
  tanda_id uuid NOT NULL,
  indice integer NOT NULL,
  recibida_en timestamptz(3) NOT NULL,
  rechazada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  id_evento uuid NOT NULL,
  codigo text NOT NULL,
  razon text NOT NULL,
  detalle text,
  cuerpo text NOT NULL,
  UNIQUE (tanda_id, indice)
);

-- Written in the transaction of the command that it guards, so that neither can be there without the other.
CREATE TABLE claves_idempotencia (
  ambito text NOT NULL,
  clave text NOT NULL,
  huella text NOT NULL,
  respuesta jsonb,
  creada_en timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (ambito, clave)
);

-- State is a fold: an envio's estado and motivo after one more traza, taken in the order of (ocurrido_en, secuencia,
-- id_evento). This function is the only place of the rule. A terminal estado stands against whatever still comes in,
-- unless a reapertura or an en_devolucion follows; informative types change nothing.
CREATE TYPE estado_envio AS (estado tipo_traza, motivo text);

CREATE FUNCTION es_terminal(estado tipo_traza) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN estado IN ('entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado');

CREATE FUNCTION mueve_estado(tipo tipo_traza) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tipo NOT IN ('escaneo', 'posicion', 'nota', 'estimacion');

-- plpgsql on purpose: as the step of an aggregate it measured at half the time of the same in language sql. Its names
-- carry their schema because REFRESH runs without a search path.
CREATE FUNCTION estado_tras_traza(antes estado_envio, tipo tipo_traza, motivo text) RETURNS estado_envio
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF NOT public.mueve_estado(tipo)
     OR (public.es_terminal(antes.estado) AND tipo NOT IN ('reapertura', 'en_devolucion')) THEN
    RETURN antes;
  END IF;
  RETURN ROW (CASE tipo WHEN 'reapertura' THEN 'en_transito' ELSE tipo END, motivo)::public.estado_envio;
END
$$;

CREATE AGGREGATE estado_tras (tipo tipo_traza, motivo text) (
  SFUNC = estado_tras_traza,
  STYPE = estado_envio,
  INITCOND = '(registrado,)',
  PARALLEL = SAFE
);
