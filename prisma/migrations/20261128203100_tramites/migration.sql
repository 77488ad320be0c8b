-- What people ask about their own data: all of it in a file, or that it goes.

-- The cliente that a person is himself: made when he registered, and nobody's but his. One that an operator gave him is not.
ALTER TABLE usuarios ADD COLUMN cliente_propio_id uuid REFERENCES clientes;
-- Both rows were written by one transaction, so both have its instant.
UPDATE usuarios u SET cliente_propio_id = c.id FROM clientes c WHERE c.id = u.cliente_id AND c.creado_en = u.creado_en;

-- A long process is a row: whoever finds it takes it up. `huella` is the hash of what somebody reads it with who is no user any more.
CREATE TABLE tramites (
  id uuid PRIMARY KEY,
  tipo text NOT NULL CHECK (tipo IN ('datos', 'baja')),
  usuario_id uuid NOT NULL REFERENCES usuarios,
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'comprobando', 'completo')),
  huella bytea UNIQUE,
  pedido_en timestamptz(3) NOT NULL DEFAULT now(),
  intentar_en timestamptz(3) NOT NULL DEFAULT now(),
  intentos integer NOT NULL DEFAULT 0,
  problema text,
  terminado_en timestamptz(3),
  vence_en timestamptz(3)
);
CREATE INDEX ON tramites (usuario_id, tipo);
CREATE INDEX ON tramites (intentar_en) WHERE estado <> 'completo';
CREATE INDEX ON tramites (vence_en) WHERE vence_en IS NOT NULL;
CREATE UNIQUE INDEX tramites_una_baja ON tramites (usuario_id) WHERE tipo = 'baja';

-- A file in parts, compressed: any process can give it out.
CREATE TABLE tramite_partes (
  tramite_id uuid NOT NULL REFERENCES tramites ON DELETE CASCADE,
  numero integer NOT NULL,
  contenido bytea NOT NULL,
  PRIMARY KEY (tramite_id, numero)
);
