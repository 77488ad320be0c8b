-- A word that is asked for is the beginning of a word. Looked up by its beginning it cost ten times what it costs as it
-- stands, as all that begins so is gathered first. So the words that begin with it are named, where they are few.

-- Whether something that is no word of letters (40 at most) begins with it, "pedido77": that is not named.
ALTER TABLE palabras ADD COLUMN sigue boolean NOT NULL DEFAULT false;
CREATE INDEX palabras_comienzo ON palabras (palabra COLLATE "C");

-- The letters that these words begin with, and whether any of them goes on with something else. In their order, so that
-- two writers never wait for each other in a circle.
CREATE FUNCTION anotar_palabras(dichas text[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO palabras (palabra, variantes, sigue)
    SELECT comienzo, variantes_de(comienzo), sigue
    FROM (
      SELECT substring(dicha FROM '^[[:alpha:]]{4,40}') AS comienzo, bool_or(dicha !~ '^[[:alpha:]]{4,40}$') AS sigue
      FROM unnest(dichas) dicha WHERE dicha ~ '^[[:alpha:]]{4}' GROUP BY comienzo
    ) d
    WHERE NOT EXISTS (SELECT FROM palabras p WHERE p.palabra = d.comienzo AND (p.sigue OR NOT d.sigue))
    ORDER BY comienzo
  ON CONFLICT (palabra) DO UPDATE SET sigue = palabras.sigue OR EXCLUDED.sigue
$$;

CREATE OR REPLACE FUNCTION anotar_palabras() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'clientes' THEN
    PERFORM anotar_palabras(array_agg(DISTINCT p)) FROM (SELECT unnest(palabras_de(nombre)) AS p FROM nuevas) n;
  ELSE
    PERFORM anotar_palabras(array_agg(DISTINCT p)) FROM (
      SELECT unnest(palabras_de(coalesce(referencia, '') || ' ' || destinatario_nombre || ' ' || destino_ciudad)) AS p
      FROM nuevas
    ) n;
  END IF;
  RETURN NULL;
END
$$;

SELECT anotar_palabras(array_agg(DISTINCT p)) FROM (
  SELECT unnest(palabras_de(coalesce(referencia, '') || ' ' || destinatario_nombre || ' ' || destino_ciudad)) AS p
  FROM envios
  WHERE concat_ws(' ', referencia, destinatario_nombre, destino_ciudad) ~ '[[:alpha:]]{4}[[:digit:]]|[[:alpha:]]{41}'
) n;

-- What a search text asks of vector_busqueda: every word of it must be there, as the beginning of a word, as a
-- neighbour of one, or in the name of the cliente. codigos are codes that the text may have meant, if it is none itself.
-- Of a word that has very many neighbours, or is in the names of very many clientes, some are taken: of clientes first
-- those whose name has all the words.
CREATE OR REPLACE FUNCTION consulta_busqueda(texto text, codigos text[]) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  pocas CONSTANT integer := 50;
  consulta tsquery;
  pedida text;
  variantes_pedidas text[];
  comienzos text[];
  termino tsquery;
  lexemas text;
  todas tsquery := (SELECT string_agg(quote_literal(p) || ':*', ' & ') FROM unnest(palabras_de(texto)) p)::tsquery;
BEGIN
  FOREACH pedida IN ARRAY palabras_de(texto) LOOP
    lexemas := NULL;
    comienzos := NULL;
    IF pedida ~ '^[[:alpha:]]{4,40}$' THEN
      SELECT array_agg(quote_literal(palabra) || CASE WHEN sigue THEN ':*' ELSE '' END) INTO comienzos
      FROM (
        -- As a range: what ^@ begins with must be known when it is planned.
        SELECT palabra, sigue FROM palabras
        WHERE palabra COLLATE "C" >= pedida AND palabra COLLATE "C" < pedida || chr(1114111) LIMIT pocas + 1
      ) p;
      comienzos := coalesce(comienzos, ARRAY[quote_literal(pedida)]);
    END IF;
    IF comienzos IS NULL OR cardinality(comienzos) > pocas THEN
      comienzos := ARRAY[quote_literal(pedida) || ':*'];
    END IF;
    IF pedida ~ '^[[:alpha:]]{3,40}$' THEN
      variantes_pedidas := variantes_de(pedida);
      WITH vecinas AS MATERIALIZED (SELECT palabra FROM palabras WHERE variantes && variantes_pedidas)
      SELECT string_agg(quote_literal(palabra), ' | ') INTO lexemas
      FROM (SELECT palabra FROM vecinas WHERE NOT palabra ^@ pedida ORDER BY palabra LIMIT 200) v;
    END IF;
    termino := concat_ws(' | ', array_to_string(comienzos, ' | '), lexemas)::tsquery;
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
