-- What is sold: comercios, their categorias and productos, and what is in stock. Amounts are whole minor units.

-- Metres between two positions on a sphere of the mean radius of the Earth (haversine).
CREATE FUNCTION distancia_m(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN 2 * 6371008.8 * asin(least(1, sqrt(
  sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)));

-- Minutes since midnight of a time such as 23:30; 24:00 is the end of the day.
CREATE FUNCTION minutos_de(hora text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN left(hora, 2)::integer * 60 + right(hora, 2)::integer;

-- Whether the clock on the wall of a zone shows, at an instant, a time within the hours. The hours of a day that end no later
-- than they begin go on after midnight, and belong to the day that they begin on. Exceptions of a day take the place of its
-- hours. The clock on the wall decides: an hour that is shown twice is within or without both times.
CREATE FUNCTION esta_abierto(horarios jsonb, excepciones jsonb, zona text, instante timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE STRICT
RETURN EXISTS (
  SELECT
  FROM (VALUES (0), (1)) AS hace (dias)
  CROSS JOIN LATERAL (SELECT instante AT TIME ZONE zona AS pared) AS reloj
  CROSS JOIN LATERAL (
    SELECT reloj.pared::date - hace.dias AS dia,
      minutos_de(to_char(reloj.pared, 'HH24:MI')) + 1440 * hace.dias AS minuto
  ) AS d
  CROSS JOIN LATERAL (
    SELECT e ->> 'abre' AS abre, e ->> 'cierra' AS cierra
    FROM jsonb_array_elements(excepciones) e
    WHERE e ->> 'dia' = d.dia::text AND e ->> 'abre' IS NOT NULL
    UNION ALL
    SELECT h ->> 'abre', h ->> 'cierra'
    FROM jsonb_array_elements(horarios) h
    WHERE h -> 'dias' ? (ARRAY['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'])[extract(isodow FROM d.dia)::integer]
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(excepciones) e WHERE e ->> 'dia' = d.dia::text)
  ) AS horas
  WHERE d.minuto >= minutos_de(horas.abre)
    AND d.minuto < minutos_de(horas.cierra)
      + CASE WHEN minutos_de(horas.cierra) <= minutos_de(horas.abre) THEN 1440 ELSE 0 END
);

CREATE TABLE comercios (
  id uuid PRIMARY KEY,
  cliente_id uuid NOT NULL CONSTRAINT comercios_cliente UNIQUE
    CONSTRAINT comercios_es_cliente REFERENCES clientes (id),
  transportista_id uuid NOT NULL CONSTRAINT comercios_lo_lleva REFERENCES transportistas (id),
  nombre text NOT NULL,
  tipo text NOT NULL CHECK (tipo IN ('restaurante', 'tienda')),
  cocina text,
  descripcion text,
  telefono text,
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  impuesto_por_mil integer NOT NULL CHECK (impuesto_por_mil BETWEEN 0 AND 1000),
  precios_con_impuesto boolean NOT NULL,
  zona text NOT NULL,
  aceptacion_s integer NOT NULL CHECK (aceptacion_s > 0),
  direccion text NOT NULL,
  ciudad text NOT NULL,
  region text NOT NULL,
  pais text NOT NULL,
  codigo_postal text,
  lat double precision,
  lon double precision,
  radio_m integer CHECK (radio_m > 0),
  poligono jsonb,
  tarifa bigint NOT NULL CHECK (tarifa >= 0),
  minimo bigint CHECK (minimo >= 0),
  horarios jsonb NOT NULL,
  excepciones jsonb NOT NULL DEFAULT '[]',
  acepta_pedidos boolean NOT NULL DEFAULT true,
  pausado_hasta timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((lat IS NULL) = (lon IS NULL)),
  -- A radius has a middle.
  CHECK (radio_m IS NULL OR lat IS NOT NULL)
);
CREATE INDEX comercios_lista ON comercios USING gin (array_to_tsvector(palabras_de(
  nombre || ' ' || coalesce(cocina, '') || ' ' || coalesce(descripcion, '') || ' ' || ciudad)));
CREATE INDEX comercios_lugar ON comercios (lat, lon);

CREATE TABLE categorias (
  comercio_id uuid NOT NULL REFERENCES comercios (id),
  codigo text NOT NULL,
  nombre text NOT NULL,
  orden integer NOT NULL DEFAULT 0,
  -- JSON Schema of the attributes of its productos.
  esquema jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (comercio_id, codigo)
);

CREATE TABLE productos (
  id uuid PRIMARY KEY,
  comercio_id uuid NOT NULL REFERENCES comercios (id),
  sku text NOT NULL,
  nombre text NOT NULL,
  descripcion text,
  precio bigint NOT NULL CHECK (precio >= 0),
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  categoria text NOT NULL,
  peso_g integer NOT NULL CHECK (peso_g >= 0),
  disponible boolean NOT NULL,
  atributos jsonb NOT NULL,
  opciones jsonb NOT NULL,
  temporada_desde timestamptz(3),
  temporada_hasta timestamptz(3),
  -- Whether its stock is counted.
  con_existencias boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT productos_sku UNIQUE (comercio_id, sku),
  FOREIGN KEY (comercio_id, categoria) REFERENCES categorias (comercio_id, codigo),
  CHECK (temporada_hasta > temporada_desde)
);
CREATE INDEX productos_lista ON productos USING gin (array_to_tsvector(palabras_de(
  nombre || ' ' || sku || ' ' || coalesce(descripcion, ''))));
CREATE INDEX productos_atributos ON productos USING gin (atributos jsonb_path_ops);
CREATE INDEX productos_de_categoria ON productos (comercio_id, categoria, id);

-- What is there of a producto whose stock is counted, and what of it is promised.
CREATE TABLE existencias (
  producto_id uuid PRIMARY KEY REFERENCES productos (id),
  fisicas bigint NOT NULL,
  reservadas bigint NOT NULL DEFAULT 0,
  CONSTRAINT existencias_cuadran CHECK (0 <= reservadas AND reservadas <= fisicas)
);

-- Every change of what is there, for ever: their sum is fisicas.
CREATE TABLE movimientos (
  id uuid PRIMARY KEY,
  producto_id uuid NOT NULL REFERENCES productos (id),
  cantidad bigint NOT NULL CHECK (cantidad <> 0),
  razon text NOT NULL CHECK (razon IN ('inicial', 'recepcion', 'rotura', 'inventario', 'devolucion', 'venta')),
  nota text,
  pedido_id uuid,
  por text NOT NULL,
  en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CHECK ((razon = 'venta') = (pedido_id IS NOT NULL)),
  -- A pedido takes each producto once.
  CONSTRAINT movimientos_una_vez UNIQUE (pedido_id, producto_id)
);
CREATE INDEX ON movimientos (producto_id, id);

CREATE FUNCTION movimientos_no_cambian() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'movimientos only grows'; END $$;
CREATE TRIGGER movimientos_no_cambian BEFORE UPDATE OR DELETE ON movimientos
  FOR EACH ROW EXECUTE FUNCTION movimientos_no_cambian();
