-- Refresh tokens are dropped a month after they were given out: until then one that comes a second time is recognised.
ALTER TABLE sesion_refrescos ADD COLUMN borrar_en timestamptz(3) NOT NULL DEFAULT now() + interval '30 days';
CREATE INDEX ON sesion_refrescos (borrar_en);
CREATE INDEX ON sesion_refrescos (sesion_id, emitido_en);
DROP INDEX sesion_refrescos_sesion_id_idx;
