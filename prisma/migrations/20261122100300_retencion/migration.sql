-- What is forgotten is found by its age; tandas have theirs in their primary key.
CREATE INDEX claves_idempotencia_creada_en ON claves_idempotencia (creada_en);
