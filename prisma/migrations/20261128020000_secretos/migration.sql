-- Keys that all processes share and no configuration names. They are made here, once: every copy of the database and every
-- replica has the same ones.
CREATE TABLE secretos (
  nombre text PRIMARY KEY,
  valor bytea NOT NULL,
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);

-- 32 bytes, 244 bits of them random.
INSERT INTO secretos (nombre, valor)
VALUES ('cursores', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
