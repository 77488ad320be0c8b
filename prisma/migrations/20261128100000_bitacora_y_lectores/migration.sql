-- One log for everything. Beside the compact rows of envios, which hold the changes of one statement in arrays, it now
-- holds facts of any other aggregate, one row a fact. All of them share one numbering, so they have one order.
ALTER TABLE cambios RENAME TO bitacora;
ALTER INDEX cambios_pkey RENAME TO bitacora_pkey;
ALTER INDEX cambios_posicion RENAME TO bitacora_posicion;
ALTER INDEX cambios_por_numerar RENAME TO bitacora_por_numerar;
ALTER SEQUENCE cambios_id_seq RENAME TO bitacora_id_seq;
-- A fact leaves the arrays empty.
ALTER TABLE bitacora
  ALTER COLUMN envio_id SET DEFAULT '{}',
  ALTER COLUMN codigo SET DEFAULT '{}',
  ALTER COLUMN cliente_id SET DEFAULT '{}',
  ALTER COLUMN estado SET DEFAULT '{}',
  ALTER COLUMN motivo SET DEFAULT '{}',
  ALTER COLUMN estado_previo SET DEFAULT '{}',
  ALTER COLUMN motivo_previo SET DEFAULT '{}',
  ALTER COLUMN otros SET DEFAULT '{}',
  -- A fact: all of these are null in a row of changes.
  ADD COLUMN hecho_id uuid,
  ADD COLUMN tipo text,
  ADD COLUMN sujeto_tipo text,
  ADD COLUMN sujeto_id text,
  -- Ids of those whom it belongs to, by the name of the field that an actor has for it, as in {"clienteId": "..."}.
  ADD COLUMN duenos jsonb,
  ADD COLUMN datos jsonb,
  ADD CONSTRAINT bitacora_hecho_entero CHECK (num_nulls(hecho_id, tipo, sujeto_tipo, sujeto_id, duenos, datos) IN (0, 6));

-- See numerar_cambios, which this replaces; the rule is the same.
DROP FUNCTION numerar_cambios(integer);
CREATE FUNCTION numerar_bitacora(maximo integer, OUT numerados integer, OUT primera bigint, OUT ultima bigint)
LANGUAGE plpgsql AS $$
BEGIN
  numerados := 0;
  IF EXISTS (SELECT FROM bitacora WHERE posicion IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('bitacora', 0));
    -- A new statement, a new snapshot: it sees what the last holder of the lock has numbered.
    UPDATE bitacora b SET posicion = n.posicion
    FROM (
      SELECT p.id, row_number() OVER (ORDER BY p.id) + coalesce((SELECT max(m.posicion) FROM bitacora m), 0) AS posicion
      FROM (SELECT s.id FROM bitacora s WHERE s.posicion IS NULL ORDER BY s.id LIMIT maximo) p
    ) n
    WHERE b.id = n.id;
    GET DIAGNOSTICS numerados = ROW_COUNT;
  END IF;
  SELECT coalesce(min(b.posicion), 0), coalesce(max(b.posicion), 0) INTO primera, ultima FROM bitacora b;
END
$$;

-- How far each reader of the log is. The worker that holds the lease moves it, and its epoch (epoca) fences off a worker
-- that lost the lease without noticing.
CREATE TABLE lectores (
  nombre text PRIMARY KEY,
  -- Everything up to this place is done.
  posicion bigint NOT NULL,
  orden integer NOT NULL,
  -- The batch under way: where it ends, groups of it that are committed, and what its groups are. A later worker reads the
  -- very same batch again, though the log has grown, and goes on behind the groups that are done.
  hasta_posicion bigint,
  hasta_orden integer,
  avance integer NOT NULL DEFAULT 0,
  firma text,
  epoca bigint NOT NULL DEFAULT 0,
  worker text,
  arriendo_hasta timestamptz(3),
  avanzado_en timestamptz(3) NOT NULL DEFAULT now(),
  -- Why it stands still, if it does.
  error text,
  error_en timestamptz(3),
  -- Facts up to here were dropped by the retention before the reader had read them.
  perdido_hasta bigint
);

-- Facts that a reader could not work off. They wait for an operator, and nothing waits for them.
CREATE TABLE lector_apartados (
  id uuid PRIMARY KEY,
  lector text NOT NULL REFERENCES lectores ON DELETE CASCADE,
  hecho jsonb NOT NULL,
  error text NOT NULL,
  intentos integer NOT NULL,
  apartado_en timestamptz(3) NOT NULL DEFAULT now(),
  estado text NOT NULL DEFAULT 'apartado' CHECK (estado IN ('apartado', 'por_repetir', 'repetido', 'descartado')),
  resuelto_en timestamptz(3)
);
CREATE INDEX lector_apartados_abiertos ON lector_apartados (lector, id) WHERE estado IN ('apartado', 'por_repetir');

-- Work that leaves the house: filed by a reader in its own transaction, taken by a pool of workers, destination by
-- destination. One row for each fact and destination, whatever is repeated.
CREATE TABLE encargos (
  id uuid PRIMARY KEY,
  oficio text NOT NULL,
  destino text NOT NULL,
  hecho text NOT NULL,
  cuerpo jsonb NOT NULL,
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'hecho', 'muerto', 'descartado')),
  intentos integer NOT NULL DEFAULT 0,
  disponible_en timestamptz(3) NOT NULL DEFAULT now(),
  epoca integer NOT NULL DEFAULT 0,
  arriendo_hasta timestamptz(3),
  error text,
  creado_en timestamptz(3) NOT NULL DEFAULT now(),
  terminado_en timestamptz(3),
  UNIQUE (oficio, destino, hecho)
);
CREATE INDEX encargos_pendientes ON encargos (oficio, destino, disponible_en, id) WHERE estado = 'pendiente';
CREATE INDEX encargos_muertos ON encargos (oficio, id) WHERE estado = 'muerto';
CREATE INDEX encargos_terminados ON encargos (terminado_en) WHERE estado IN ('hecho', 'descartado');
