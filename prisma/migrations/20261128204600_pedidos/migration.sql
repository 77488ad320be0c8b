-- The sale, from basket to door. What it came to is frozen when it is placed, and its sums are checked here.

CREATE TABLE cupones (
  id uuid PRIMARY KEY,
  codigo text NOT NULL CONSTRAINT cupones_codigo UNIQUE,
  -- Null: of every comercio.
  comercio_id uuid REFERENCES comercios (id),
  por_mil integer CHECK (por_mil BETWEEN 1 AND 1000),
  monto bigint CHECK (monto > 0),
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  minimo bigint NOT NULL DEFAULT 0 CHECK (minimo >= 0),
  desde timestamptz(3),
  hasta timestamptz(3),
  limite integer CHECK (limite > 0),
  limite_por_comprador integer CHECK (limite_por_comprador > 0),
  usos integer NOT NULL DEFAULT 0,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((por_mil IS NULL) <> (monto IS NULL)),
  CHECK (usos >= 0 AND (limite IS NULL OR usos <= limite))
);

CREATE TABLE pedidos (
  id uuid PRIMARY KEY,
  numero bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  comercio_id uuid NOT NULL REFERENCES comercios (id),
  cliente_id uuid NOT NULL,
  transportista_id uuid NOT NULL,
  comprador_id uuid CONSTRAINT pedidos_comprador REFERENCES clientes (id),
  compra_id uuid,
  estado text NOT NULL CHECK (estado IN ('pendiente', 'confirmado', 'en_preparacion', 'listo', 'en_camino', 'entregado',
    'cancelado', 'rechazado', 'expirado')),
  motivo text,
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  lineas_monto bigint NOT NULL CHECK (lineas_monto >= 0),
  descuento bigint NOT NULL CHECK (descuento BETWEEN 0 AND lineas_monto),
  envio_monto bigint NOT NULL CHECK (envio_monto >= 0),
  impuesto bigint NOT NULL CHECK (impuesto >= 0),
  impuesto_incluido bigint NOT NULL CHECK (impuesto_incluido >= 0),
  total bigint NOT NULL,
  cupon_id uuid REFERENCES cupones (id),
  entrega_tipo text NOT NULL CHECK (entrega_tipo IN ('domicilio', 'retiro')),
  entrega_direccion text,
  entrega_ciudad text,
  entrega_region text,
  entrega_pais text,
  entrega_codigo_postal text,
  entrega_lat double precision,
  entrega_lon double precision,
  contacto_nombre text,
  contacto_telefono text,
  instrucciones text,
  codigo_retiro text,
  aceptacion_s integer NOT NULL,
  preparacion_minutos integer,
  entrega_estimada timestamptz(3),
  entregado_en timestamptz(3),
  codigo_envio text,
  -- When somebody has to look at it: until when money or the comercio's yes may come.
  vence_en timestamptz(3),
  -- When what is personal in it goes.
  olvidar_en timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  creado_en timestamptz(3) NOT NULL,
  CONSTRAINT pedidos_suman CHECK (total = lineas_monto - descuento + envio_monto + impuesto),
  CHECK ((entrega_tipo = 'retiro') = (codigo_retiro IS NOT NULL))
);
CREATE INDEX pedidos_comercio ON pedidos (comercio_id, id);
CREATE INDEX pedidos_comprador_lista ON pedidos (comprador_id, id);
CREATE INDEX pedidos_compra ON pedidos (compra_id) WHERE compra_id IS NOT NULL;
CREATE INDEX pedidos_envio ON pedidos (codigo_envio) WHERE codigo_envio IS NOT NULL;
CREATE INDEX pedidos_abiertos ON pedidos (estado, id) WHERE estado NOT IN ('entregado', 'cancelado', 'rechazado', 'expirado');
CREATE INDEX pedidos_vencen ON pedidos (vence_en) WHERE vence_en IS NOT NULL;
CREATE INDEX pedidos_se_olvidan ON pedidos (olvidar_en) WHERE olvidar_en IS NOT NULL;
CREATE INDEX pedidos_busqueda ON pedidos
  USING gin (array_to_tsvector(palabras_de(numero::text || ' ' || coalesce(contacto_nombre, '') || ' ' || coalesce(codigo_envio, ''))));

CREATE TABLE pedido_lineas (
  pedido_id uuid NOT NULL REFERENCES pedidos (id),
  indice integer NOT NULL,
  producto_id uuid NOT NULL REFERENCES productos (id),
  sku text NOT NULL,
  nombre text NOT NULL,
  cantidad integer NOT NULL CHECK (cantidad > 0),
  -- With the surcharges of its options.
  precio_unitario bigint NOT NULL CHECK (precio_unitario >= 0),
  subtotal bigint NOT NULL,
  descuento bigint NOT NULL,
  impuesto bigint NOT NULL,
  opciones jsonb NOT NULL,
  peso_g bigint NOT NULL,
  -- Whether stock was reserved for it.
  reservado boolean NOT NULL,
  nota text,
  PRIMARY KEY (pedido_id, indice),
  CONSTRAINT lineas_suman CHECK (subtotal = cantidad * precio_unitario AND descuento BETWEEN 0 AND subtotal)
);

-- What a buyer used a cupón for, as long as the pedido stands.
CREATE TABLE cupon_usos (
  pedido_id uuid PRIMARY KEY REFERENCES pedidos (id),
  cupon_id uuid NOT NULL REFERENCES cupones (id),
  comprador_id uuid
);
CREATE INDEX ON cupon_usos (cupon_id, comprador_id);

CREATE TABLE hechos_pedido (
  id uuid PRIMARY KEY,
  sujeto_id text NOT NULL,
  tipo text NOT NULL,
  ocurrido_en timestamptz(3) NOT NULL,
  datos jsonb NOT NULL
);
CREATE INDEX ON hechos_pedido (sujeto_id, id);
