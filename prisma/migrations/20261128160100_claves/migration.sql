-- Keys of machines. `usuario_id` is set where somebody made a key for himself: it is shut out with him.
CREATE TABLE claves (
  id uuid PRIMARY KEY,
  nombre text NOT NULL,
  rol text NOT NULL,
  usuario_id uuid REFERENCES usuarios ON DELETE CASCADE,
  cliente_id uuid REFERENCES clientes,
  comercio_id uuid,
  transportista_id uuid REFERENCES transportistas,
  repartidor_id uuid,
  dispositivo_id uuid,
  creada_por text NOT NULL,
  creada_en timestamptz(3) NOT NULL DEFAULT now(),
  expira_en timestamptz(3),
  revocada_en timestamptz(3),
  usada_en timestamptz(3)
);
CREATE INDEX ON claves (usuario_id) WHERE usuario_id IS NOT NULL;
CREATE INDEX ON claves (transportista_id) WHERE transportista_id IS NOT NULL;
CREATE INDEX ON claves (cliente_id) WHERE cliente_id IS NOT NULL;

-- Of each key one secret, or two while it is being replaced: by their hashes.
CREATE TABLE clave_secretos (
  id uuid PRIMARY KEY,
  clave_id uuid NOT NULL REFERENCES claves ON DELETE CASCADE,
  huella bytea NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  vence_en timestamptz(3)
);
CREATE INDEX ON clave_secretos (clave_id);
