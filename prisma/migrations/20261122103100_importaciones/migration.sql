-- Files that offices upload: read once as they arrive, kept in lotes of up to 500 lines until each lote is worked off.

CREATE TABLE importaciones (
  id uuid PRIMARY KEY,
  tipo text NOT NULL,
  columnas text[] NOT NULL,
  separador text NOT NULL,
  creada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- When the whole file was here. Before that nobody knows its id, and nothing of it is worked off.
  recibida_en timestamptz(3),
  lineas integer NOT NULL DEFAULT 0
);

CREATE TABLE importacion_lotes (
  importacion_id uuid NOT NULL REFERENCES importaciones (id) ON DELETE CASCADE,
  numero integer NOT NULL,
  -- [[line, cell, ...], ...]; gone once the lote is done.
  filas text,
  -- Lines that were refused: [{ linea, celdas, campos }]. Known before the others are stored, and final from then on.
  errores text,
  -- What became of the others: [[line, codigo, id], ...].
  resultados text,
  aceptadas integer NOT NULL DEFAULT 0,
  rechazadas integer NOT NULL DEFAULT 0,
  -- Attempts that failed: what fails again and again must not keep the others waiting.
  intentos integer NOT NULL DEFAULT 0,
  terminado_en timestamptz(3),
  PRIMARY KEY (importacion_id, numero)
);
-- The lote to do next: small, because what is done leaves it.
CREATE INDEX importacion_lotes_pendientes ON importacion_lotes (intentos, numero, importacion_id) WHERE terminado_en IS NULL;
