-- The fold from any estado: what several more trazas make of it, taken in the order in which they stand in the arrays.
CREATE FUNCTION estado_tras_trazas(antes estado_envio, tipos tipo_traza[], motivos text[]) RETURNS estado_envio
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  FOR i IN 1 .. cardinality(tipos) LOOP
    antes := public.estado_tras_traza(antes, tipos[i], motivos[i]);
  END LOOP;
  RETURN antes;
END
$$;
