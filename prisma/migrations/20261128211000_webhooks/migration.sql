-- Errands may be about something: then those of one subject leave in the order in which they were filed.
ALTER TABLE encargos
  ADD COLUMN sujeto text,
  ADD COLUMN orden bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX encargos_de_sujeto ON encargos (oficio, destino, sujeto, orden)
  WHERE estado = 'pendiente' AND sujeto IS NOT NULL;

CREATE TABLE webhooks (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  tipos text[] NOT NULL,
  descripcion text,
  activo boolean NOT NULL,
  -- Why it was turned off by us; null if it was not.
  razon text CHECK (razon IN ('respondio-410', 'sin-respuesta', 'sin-derechos')),
  -- Whose it is, as in the audit, and by what others of the same owner see it.
  principal text NOT NULL,
  cliente_id uuid,
  transportista_id uuid,
  -- Since when nothing got through; null while it does.
  falla_desde timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX webhooks_activos ON webhooks (id) WHERE activo;
CREATE INDEX webhooks_de_principal ON webhooks (principal, id);
CREATE INDEX webhooks_de_cliente ON webhooks (cliente_id, id) WHERE cliente_id IS NOT NULL;
CREATE INDEX webhooks_de_transportista ON webhooks (transportista_id, id) WHERE transportista_id IS NOT NULL;

-- Encrypted. Two while one replaces the other.
CREATE TABLE webhook_secretos (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  secreto bytea NOT NULL,
  vence_en timestamptz(3)
);
CREATE INDEX webhook_secretos_de ON webhook_secretos (webhook_id, id);
CREATE INDEX webhook_secretos_vencidos ON webhook_secretos (vence_en) WHERE vence_en IS NOT NULL;

-- Every time that something was sent.
CREATE TABLE webhook_intentos (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  evento_id text NOT NULL,
  tipo text NOT NULL,
  intento integer NOT NULL,
  empezado_en timestamptz(3) NOT NULL,
  duracion_ms integer NOT NULL,
  -- Status of the answer; null when none came.
  respuesta integer,
  error text,
  borrar_en timestamptz(3) NOT NULL
);
CREATE INDEX webhook_intentos_de ON webhook_intentos (webhook_id, id);
CREATE INDEX webhook_intentos_vencidos ON webhook_intentos (borrar_en);
