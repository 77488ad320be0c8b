-- An event says who carries the envio, and when what moved it happened. Rows from before have neither: their arrays are
-- shorter, and unnest gives null.
ALTER TABLE bitacora
  ADD COLUMN transportista_id uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN ultima_traza_en timestamptz(3)[] NOT NULL DEFAULT '{}';
ALTER TABLE bitacora ALTER COLUMN transportista_id SET STORAGE EXTERNAL;
