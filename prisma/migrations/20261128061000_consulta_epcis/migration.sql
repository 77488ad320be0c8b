-- The query interface of EPCIS finds what was captured by when it happened, when it was recorded, and by its id. The indexes
-- hold only trazas that were captured as EPCIS events; making them reads all trazas once.

-- The id of the event that a traza was captured with; of one that had none, the traza's own.
CREATE FUNCTION id_evento_epcis(datos jsonb, id_evento uuid) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(datos -> 'epcis' ->> 'eventID', 'urn:uuid:' || id_evento::text);

CREATE INDEX trazas_epcis_ocurrido ON trazas (ocurrido_en, id_evento_epcis(datos, id_evento)) WHERE datos ? 'epcis';
CREATE INDEX trazas_epcis_recibido ON trazas (recibido_en, id_evento_epcis(datos, id_evento)) WHERE datos ? 'epcis';
CREATE INDEX trazas_epcis_evento ON trazas (id_evento_epcis(datos, id_evento)) WHERE datos ? 'epcis';
