-- A centro is changed, and its version says how often.
ALTER TABLE centros ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Lists of reference data find rows by the beginnings of their words, without regard to accents and case.
CREATE INDEX clientes_lista ON clientes
  USING gin (array_to_tsvector(palabras_de(nombre || ' ' || coalesce(documento, '') || ' ' || coalesce(email, ''))));
CREATE INDEX transportistas_lista ON transportistas USING gin (array_to_tsvector(palabras_de(nombre || ' ' || codigo)));
CREATE INDEX centros_lista ON centros
  USING gin (array_to_tsvector(palabras_de(nombre || ' ' || codigo || ' ' || ciudad || ' ' || region)));
