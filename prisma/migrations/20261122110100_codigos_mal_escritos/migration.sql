-- A code that is well formed may be mistyped all the same: what no envio has is taken for one that it is near to.

-- What a search text asks of vector_busqueda: every word of it must be there, as the beginning of a word, as a
-- neighbour of one, or in the name of the cliente. codigos are codes that the text may have meant, if it is none itself.
-- Of a word that has very many neighbours, or is in the names of very many clientes, some are taken: of clientes first
-- those whose name has all the words.
CREATE OR REPLACE FUNCTION consulta_busqueda(texto text, codigos text[]) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  consulta tsquery;
  pedida text;
  variantes_pedidas text[];
  termino tsquery;
  lexemas text;
  todas tsquery := (SELECT string_agg(quote_literal(p) || ':*', ' & ') FROM unnest(palabras_de(texto)) p)::tsquery;
BEGIN
  FOREACH pedida IN ARRAY palabras_de(texto) LOOP
    lexemas := NULL;
    IF pedida ~ '^[[:alpha:]]{3,40}$' THEN
      variantes_pedidas := variantes_de(pedida);
      WITH vecinas AS MATERIALIZED (SELECT palabra FROM palabras WHERE variantes && variantes_pedidas)
      SELECT string_agg(quote_literal(palabra), ' | ') INTO lexemas
      FROM (SELECT palabra FROM vecinas ORDER BY palabra LIMIT 200) v;
    END IF;
    termino := concat_ws(' | ', quote_literal(pedida) || ':*', lexemas)::tsquery;
    WITH nombrados AS MATERIALIZED (
      SELECT id, array_to_tsvector(palabras_de(nombre)) @@ todas AS entero
      FROM clientes WHERE array_to_tsvector(palabras_de(nombre)) @@ termino
    )
    SELECT string_agg(quote_literal('@' || id), ' | ') INTO lexemas
    FROM (SELECT id FROM nombrados ORDER BY entero DESC, id LIMIT 100) c;
    termino := concat_ws(' | ', termino::text, lexemas)::tsquery;
    consulta := CASE WHEN consulta IS NULL THEN termino ELSE consulta && termino END;
  END LOOP;
  SELECT string_agg(quote_literal(lower(e.codigo)), ' | ') INTO lexemas
  FROM codigos_envio e
  WHERE e.codigo = ANY (codigos) AND NOT EXISTS (SELECT FROM codigos_envio x WHERE x.codigo = upper(texto));
  RETURN CASE WHEN lexemas IS NULL THEN consulta ELSE consulta || lexemas::tsquery END;
END
$$;
