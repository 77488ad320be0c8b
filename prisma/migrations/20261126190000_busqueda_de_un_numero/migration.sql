-- The same as buscar_envios for a query that few envios can meet, as one with a long number in it: one statement over all
-- months, planned once a session. Planning one a month was nearly all that such a search cost. OFFSET 0 keeps the planner
-- from walking the months in the order of the ids; to start a second process takes longer than all of it.
CREATE FUNCTION buscar_pocos_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
  RETURN QUERY
    SELECT h.id FROM (
      SELECT e.id FROM envios e
      WHERE vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, cliente_id) @@ consulta
      OFFSET 0
    ) h
    WHERE h.id > desde AND h.id < hasta
    ORDER BY CASE WHEN descendente THEN h.id END DESC, h.id LIMIT limite;
END
$$;
