-- What "plegar" took the place of. A read model that is still made of it, where this update is the first one since, is
-- rebuilt at the end of the update: then these functions stay, and nothing calls them.
DO $$
BEGIN
  DROP FUNCTION estado_tras_trazas(estado_envio, tipo_traza[], text[]);
  DROP AGGREGATE estado_tras(tipo_traza, text);
  DROP FUNCTION estado_tras_traza(estado_envio, tipo_traza, text);
  DROP TYPE estado_envio;
EXCEPTION WHEN dependent_objects_still_exist THEN
  RAISE NOTICE 'estado_tras is still in use';
END
$$;
