-- What happened to envios, for whoever follows along: one row each time that rows of envios_detalle are marked as
-- changed, in the transaction that changed them, with arrays that hold one element an envio. A row an envio would cost
-- ingestion twenty times as much.
CREATE TABLE cambios (
  -- Taken while the envios are locked: of two changes of one envio the later one has the greater id.
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Its place in the one order that all readers see, without gaps; null until numerar_cambios gave it one.
  posicion bigint,
  creado_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Envios whose estado or motivo changed; in step.
  envio_id uuid[] NOT NULL,
  codigo text[] NOT NULL,
  cliente_id uuid[] NOT NULL,
  estado tipo_traza[] NOT NULL,
  motivo text[] NOT NULL,
  -- What they were before; null for an envio that was just created.
  estado_previo tipo_traza[] NOT NULL,
  motivo_previo text[] NOT NULL,
  -- Envios of which something else changed.
  otros uuid[] NOT NULL
);
CREATE UNIQUE INDEX cambios_posicion ON cambios (posicion) WHERE posicion IS NOT NULL;
CREATE INDEX cambios_por_numerar ON cambios (id) WHERE posicion IS NULL;
-- Compressing these takes longer than writing them.
ALTER TABLE cambios
  ALTER COLUMN envio_id SET STORAGE EXTERNAL,
  ALTER COLUMN codigo SET STORAGE EXTERNAL,
  ALTER COLUMN cliente_id SET STORAGE EXTERNAL,
  ALTER COLUMN otros SET STORAGE EXTERNAL;
-- Every row is updated once: a share of two weeks of them would be too many before a vacuum looks.
ALTER TABLE cambios SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- Gives committed changes their places. One caller at a time, so that a place is only seen once all before it are.
--
-- The order of commits is not that of any number that a transaction can take before it: an open transaction may hold a
-- lower one. But what is visible is committed, and an envio is locked until its writer has committed: whoever sees the
-- later of two changes of one envio sees the earlier one as well, and orders the two by their ids.
--
-- maximo: changes to number at most. Answers how many it numbered, and the first and the last place there are (0: none).
CREATE FUNCTION numerar_cambios(maximo integer, OUT numerados integer, OUT primera bigint, OUT ultima bigint)
LANGUAGE plpgsql AS $$
BEGIN
  numerados := 0;
  IF EXISTS (SELECT FROM cambios WHERE posicion IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('cambios', 0));
    -- A new statement, a new snapshot: it sees what whoever held the lock before has numbered.
    UPDATE cambios c SET posicion = n.posicion
    FROM (
      SELECT p.id, row_number() OVER (ORDER BY p.id) + coalesce((SELECT max(m.posicion) FROM cambios m), 0) AS posicion
      FROM (SELECT s.id FROM cambios s WHERE s.posicion IS NULL ORDER BY s.id LIMIT maximo) p
    ) n
    WHERE c.id = n.id;
    GET DIAGNOSTICS numerados = ROW_COUNT;
  END IF;
  SELECT coalesce(min(c.posicion), 0), coalesce(max(c.posicion), 0) INTO primera, ultima FROM cambios c;
END
$$;
