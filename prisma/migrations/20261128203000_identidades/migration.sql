-- People who log in by an outside issuer.

-- Who somebody is there: `emisor` is the issuer's own URL, `sujeto` what it calls him.
CREATE TABLE identidades (
  emisor text NOT NULL,
  sujeto text NOT NULL,
  usuario_id uuid NOT NULL REFERENCES usuarios ON DELETE CASCADE,
  creada_en timestamptz(3) NOT NULL DEFAULT now(),
  usada_en timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (emisor, sujeto)
);
CREATE INDEX ON identidades (usuario_id);

-- A log-in that has gone to an issuer and may come back to any process: the hash of its `state`, and of the cookie of the browser
-- that began it. What the issuer is proved with (PKCE, nonce) is made of those two, and stands nowhere.
CREATE TABLE inicios_externos (
  huella bytea PRIMARY KEY,
  navegador bytea NOT NULL,
  emisor text NOT NULL,
  retorno text,
  vence_en timestamptz(3) NOT NULL
);
CREATE INDEX ON inicios_externos (vence_en);
