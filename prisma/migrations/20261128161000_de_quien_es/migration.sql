-- Whose an envio is, beside its code: so that looking one up for somebody, and locking one for what a device posts, sees it
-- without another table. Envios that are archived already keep nulls: whose they are is in the files.
ALTER TABLE codigos_envio ADD COLUMN cliente_id uuid, ADD COLUMN transportista_id uuid;

-- Who sent a file, and whose a capture job is.
ALTER TABLE importaciones ADD COLUMN solicitante jsonb;
ALTER TABLE capturas_epcis ADD COLUMN solicitante text;
