-- Codes that do not follow each other, and blocks of codes that are reserved for labels printed beforehand.

-- Serial numbers from `desde` on are given out in a secret order, that `clave` makes; those before it were given out in
-- their own. Processes of the version before, that still run while this is applied, have a million left to give out.
CREATE TABLE orden_codigos (
  unico boolean PRIMARY KEY DEFAULT true CHECK (unico),
  clave bytea NOT NULL,
  desde bigint NOT NULL
);
INSERT INTO orden_codigos (clave, desde)
SELECT
  sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  CASE WHEN is_called THEN last_value + 1000000 ELSE 0 END
FROM serie_codigos;

-- Places in that order: the first half goes to envios that bring no code, the other to blocks.
DO $$
DECLARE
  mitad bigint := (SELECT (2600000000 - desde) / 2 FROM orden_codigos);
BEGIN
  EXECUTE format('CREATE SEQUENCE lugar_codigos AS bigint MINVALUE 0 MAXVALUE %s START 0 NO CYCLE', mitad - 1);
END
$$;

-- One row a block: so many places from `desde` on.
CREATE TABLE bloques_codigos (
  id uuid PRIMARY KEY,
  desde bigint NOT NULL UNIQUE,
  cantidad integer NOT NULL CHECK (cantidad > 0),
  pais char(2) NOT NULL,
  solicitado_por text NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  vence_en timestamptz(3)
);
