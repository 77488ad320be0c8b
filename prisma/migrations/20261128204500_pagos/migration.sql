-- Money that is to come, has come and went back. Amounts are whole minor units.

CREATE TABLE pagos (
  id uuid PRIMARY KEY,
  pedido_id uuid NOT NULL,
  comercio_id uuid NOT NULL,
  comprador_id uuid,
  metodo text NOT NULL CHECK (metodo IN ('contra_entrega', 'tarjeta', 'diferido', 'vale')),
  proveedor text NOT NULL,
  estado text NOT NULL CHECK (estado IN ('iniciado', 'autorizado', 'capturado', 'fallido', 'anulado', 'reembolsado',
    'reembolsado_en_parte', 'en_disputa')),
  monto bigint NOT NULL CHECK (monto >= 0),
  capturado bigint NOT NULL DEFAULT 0,
  reembolsado bigint NOT NULL DEFAULT 0,
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  cuotas integer NOT NULL DEFAULT 1 CHECK (cuotas >= 1),
  referencia text,
  razon_fallo text,
  accion_url text,
  vale_id uuid,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  -- What is taken back was taken, and no more than that.
  CONSTRAINT pagos_cuadran CHECK (0 <= reembolsado AND reembolsado <= capturado AND capturado <= monto),
  CHECK ((metodo = 'vale') = (vale_id IS NOT NULL))
);
CREATE INDEX ON pagos (pedido_id, id);

CREATE TABLE hechos_pago (
  id uuid PRIMARY KEY,
  sujeto_id text NOT NULL,
  tipo text NOT NULL,
  ocurrido_en timestamptz(3) NOT NULL,
  datos jsonb NOT NULL
);
CREATE INDEX ON hechos_pago (sujeto_id, id);

CREATE TABLE reembolsos (
  id uuid PRIMARY KEY,
  pago_id uuid NOT NULL REFERENCES pagos (id),
  monto bigint NOT NULL CHECK (monto > 0),
  moneda text NOT NULL,
  motivo text NOT NULL,
  estado text NOT NULL CHECK (estado IN ('pendiente', 'hecho', 'fallido')),
  por text NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX ON reembolsos (pago_id, id);

-- Balances of the house: whoever has the code may spend them. The code is kept as its hash alone.
CREATE TABLE vales (
  id uuid PRIMARY KEY,
  huella bytea NOT NULL UNIQUE,
  inicial bigint NOT NULL CHECK (inicial > 0),
  saldo bigint NOT NULL CHECK (0 <= saldo AND saldo <= inicial),
  moneda text NOT NULL CHECK (moneda ~ '^[A-Z]{3}$'),
  expira_en timestamptz(3),
  creado_por text NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);
ALTER TABLE pagos ADD FOREIGN KEY (vale_id) REFERENCES vales (id);
