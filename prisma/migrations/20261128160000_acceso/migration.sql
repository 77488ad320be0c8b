-- Who may come in, what they hold to prove it, and the record of what they did.

-- Who did what. Rows are only added: they carry ids and no personal value that somebody may have erased.
CREATE TABLE auditoria (
  id uuid PRIMARY KEY,
  en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  actor_tipo text NOT NULL,
  actor_id text NOT NULL,
  accion text NOT NULL,
  objeto_tipo text NOT NULL,
  objeto_id text NOT NULL,
  antes jsonb,
  despues jsonb,
  ip text,
  solicitud_id text
);
CREATE INDEX ON auditoria (actor_id, id);
CREATE INDEX ON auditoria (accion, id);
CREATE INDEX ON auditoria (objeto_tipo, objeto_id, id);

CREATE FUNCTION auditoria_solo_crece() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of auditoria are only added' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER auditoria_solo_crece BEFORE UPDATE OR DELETE ON auditoria
  FOR EACH ROW EXECUTE FUNCTION auditoria_solo_crece();
CREATE TRIGGER auditoria_no_se_vacia BEFORE TRUNCATE ON auditoria
  FOR EACH STATEMENT EXECUTE FUNCTION auditoria_solo_crece();

-- People. `email_unico` is the address as it is compared. `sello` goes up when what a token says of its owner is no longer true.
CREATE TABLE usuarios (
  id uuid PRIMARY KEY,
  email text,
  email_unico text UNIQUE,
  email_verificado boolean NOT NULL DEFAULT false,
  clave_hash text,
  nombre text NOT NULL,
  telefono text,
  fecha_nacimiento date,
  foto text,
  idioma text,
  zona text,
  roles text[] NOT NULL,
  cliente_id uuid REFERENCES clientes,
  comercio_id uuid,
  transportista_id uuid REFERENCES transportistas,
  repartidor_id uuid,
  preferencias jsonb NOT NULL DEFAULT '{}',
  totp_secreto bytea,
  totp_activo_en timestamptz(3),
  totp_ultimo_paso bigint,
  totp_recuperacion bytea[] NOT NULL DEFAULT '{}',
  sello integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  bloqueado_en timestamptz(3),
  borrado_en timestamptz(3),
  creado_en timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX ON usuarios (cliente_id) WHERE cliente_id IS NOT NULL;
CREATE INDEX ON usuarios USING gin (roles);

-- A log-in, and what came of it. `borrar_en`: when nobody needs to know of it any more.
CREATE TABLE sesiones (
  id uuid PRIMARY KEY,
  usuario_id uuid NOT NULL REFERENCES usuarios ON DELETE CASCADE,
  creada_en timestamptz(3) NOT NULL DEFAULT now(),
  usada_en timestamptz(3) NOT NULL DEFAULT now(),
  vence_en timestamptz(3) NOT NULL,
  borrar_en timestamptz(3) NOT NULL,
  terminada_en timestamptz(3),
  fin text,
  segundo_factor boolean NOT NULL DEFAULT false,
  origen text NOT NULL,
  ip text,
  agente text
);
CREATE INDEX ON sesiones (usuario_id, id);
CREATE INDEX ON sesiones (borrar_en);

-- Every refresh token that a session has had, by its hash: one that comes a second time was copied.
CREATE TABLE sesion_refrescos (
  huella bytea PRIMARY KEY,
  sesion_id uuid NOT NULL REFERENCES sesiones ON DELETE CASCADE,
  emitido_en timestamptz(3) NOT NULL DEFAULT now(),
  usado_en timestamptz(3)
);
CREATE INDEX ON sesion_refrescos (sesion_id);

-- What no process may take for good any more, although it looks so: a session, or tokens of a user below this `sello`.
CREATE TABLE revocaciones (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  tipo text NOT NULL CHECK (tipo IN ('usuario', 'sesion', 'clave')),
  sujeto_id uuid NOT NULL,
  sello integer
);
CREATE INDEX ON revocaciones (en);

-- Keys that sign access tokens. The private half is encrypted; a retired key still checks what it has signed.
CREATE TABLE llaves_firma (
  kid text PRIMARY KEY,
  publica jsonb NOT NULL,
  privada bytea NOT NULL,
  creada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  retirada_en timestamptz(3),
  vence_en timestamptz(3)
);
CREATE UNIQUE INDEX llaves_firma_actual ON llaves_firma ((true)) WHERE retirada_en IS NULL;

-- Names this installation in its tokens; checks keys of machines; encrypts where no file has a key for that.
INSERT INTO secretos (nombre, valor)
VALUES ('instalacion', uuid_send(gen_random_uuid())),
  ('claves', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))),
  ('datos', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
