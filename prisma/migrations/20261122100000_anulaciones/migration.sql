-- Trazas that were taken back. trazas.anulada_por is the id of the row here, so that the trazas themselves stay as they
-- were sent.
CREATE TABLE anulaciones (
  id uuid PRIMARY KEY,
  envio_id uuid NOT NULL,
  id_evento uuid NOT NULL,
  razon text NOT NULL CHECK (razon IN ('no_ocurrio', 'dato_incorrecto')),
  anulada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Trazas of the same envio that say what really happened.
  correcciones uuid[] NOT NULL,
  UNIQUE (envio_id, id_evento)
);
