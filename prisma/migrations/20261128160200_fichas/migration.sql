-- Tokens that are mailed and good for one use, by their hashes. They are gone when they are used or expired.
CREATE TABLE fichas (
  huella bytea PRIMARY KEY,
  usuario_id uuid NOT NULL REFERENCES usuarios ON DELETE CASCADE,
  uso text NOT NULL CHECK (uso IN ('recuperacion', 'confirmacion')),
  creada_en timestamptz(3) NOT NULL DEFAULT now(),
  vence_en timestamptz(3) NOT NULL
);
CREATE INDEX ON fichas (usuario_id);
CREATE INDEX ON fichas (vence_en);
