-- A dead letter is never deleted: what was done about it, by whom, when and why stands beside it.
CREATE TYPE estado_rechazo AS ENUM ('abierto', 'reprocesado', 'descartado');

ALTER TABLE rechazos
  ADD COLUMN estado estado_rechazo NOT NULL DEFAULT 'abierto',
  -- Tries to store it again, and the last one of them.
  ADD COLUMN intentos integer NOT NULL DEFAULT 0,
  ADD COLUMN intentado_en timestamptz(3),
  ADD COLUMN resuelto_en timestamptz(3),
  ADD COLUMN resuelto_por text,
  ADD COLUMN resuelto_motivo text,
  ADD CHECK ((estado = 'abierto') = (resuelto_en IS NULL));

-- Lists are read by id, newest first; what is open is a small part of it, and is taken for another try by the time of
-- the last one.
CREATE INDEX rechazos_codigo ON rechazos (codigo, id);
CREATE INDEX rechazos_abiertos ON rechazos (intentado_en NULLS FIRST, id) WHERE estado = 'abierto';
