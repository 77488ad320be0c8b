-- What the program brings along is paused, not removed: what was removed is there again, paused.
UPDATE programaciones SET eliminada_en = NULL, pausada = true, proxima_en = NULL, version = version + 1
WHERE semilla IS NOT NULL AND eliminada_en IS NOT NULL;

-- A job that only people begin has no hour.
ALTER TABLE programaciones
  DROP CONSTRAINT programaciones_check,
  ADD CONSTRAINT programaciones_check CHECK (num_nonnulls(cron, cada_s) = 1 OR pausada AND num_nonnulls(cron, cada_s) = 0);
