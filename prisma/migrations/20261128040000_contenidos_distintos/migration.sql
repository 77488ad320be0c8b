-- Repeats of a traza that said something else than what is stored under its idEvento.
ALTER TABLE dispositivos ADD COLUMN contenidos_distintos bigint NOT NULL DEFAULT 0;
