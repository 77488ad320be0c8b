-- Tokens that open the page of an envío to whoever has them, by their hashes. They are gone when they have expired.
CREATE TABLE seguimientos (
  id uuid PRIMARY KEY,
  huella bytea NOT NULL UNIQUE,
  codigo text NOT NULL REFERENCES codigos_envio (codigo) ON DELETE CASCADE,
  creado_por text NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  expira_en timestamptz(3) NOT NULL,
  revocado_en timestamptz(3)
);
CREATE INDEX ON seguimientos (codigo, id);
CREATE INDEX ON seguimientos (expira_en);
