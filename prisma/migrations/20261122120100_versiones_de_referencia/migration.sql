-- What If-Match is held against.
ALTER TABLE clientes ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE transportistas ADD COLUMN version integer NOT NULL DEFAULT 1;
