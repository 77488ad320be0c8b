-- Lists and search: what each month of a read model holds, and words by which envios are found.

CREATE SCHEMA extensiones;
CREATE EXTENSION unaccent SCHEMA extensiones;

-- What a month's base held when it was last refreshed, so that a list need not look into months that cannot have what
-- it asks for. Every change raises version: a list that was planned with an older one is planned again.
CREATE TABLE zonas_lectura (
  modelo text NOT NULL,
  mes date NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  -- { "filas": n, "rangos": { "<column>": [least, greatest, whether some are null] },
  --   "valores": { "<column>": [...] or null when there are too many to list } }
  zona jsonb NOT NULL,
  PRIMARY KEY (modelo, mes)
);

-- The words of a text, without accents and case. Declared immutable: the rules of unaccent are a file of PostgreSQL's
-- own that nobody changes. Splitting measured at half the time of replacing first; its cost is the measured one, so that
-- the planner prefers an index to calling it.
CREATE FUNCTION palabras_de(texto text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 1000
RETURN array_remove(
  regexp_split_to_array(lower(extensiones.unaccent('extensiones.unaccent', texto)), '[^[:alnum:]]+'), '');

-- By what an envio is found: the words of its code, its reference, who receives it and where, and its cliente, whose
-- own name is looked up when somebody searches, so that a cliente who changes it is found by the new one at once.
CREATE FUNCTION vector_busqueda(codigo text, referencia text, destinatario text, ciudad text, cliente_id uuid)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_append(
  palabras_de(codigo || ' ' || substr(codigo, 3, 9) || ' ' || coalesce(referencia, '') || ' ' || destinatario || ' ' || ciudad),
  '@' || cliente_id::text));

-- On the write model: all of it is known when the envio is created and never changes, so it is paid for once; in a base
-- it would be paid for at every refresh of the row, and a delta could not have it.
CREATE INDEX envios_busqueda ON envios
  USING gin (vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, cliente_id));
CREATE INDEX clientes_busqueda ON clientes USING gin (array_to_tsvector(palabras_de(nombre)));

-- The words that stand anywhere in the system, so that a mistyped one finds its neighbours: two words are neighbours
-- when they are equal after at most one letter has been left out of each.
CREATE TABLE palabras (
  palabra text PRIMARY KEY,
  variantes text[] NOT NULL
);
CREATE INDEX palabras_variantes ON palabras USING gin (variantes);

CREATE FUNCTION variantes_de(palabra text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (
  SELECT array_agg(DISTINCT CASE i WHEN 0 THEN palabra ELSE overlay(palabra PLACING '' FROM i FOR 1) END)
  FROM generate_series(0, length(palabra)) i
);

-- Words of letters alone: a number that is nearly another number is another number. In their order, so that two writers
-- never wait for each other in a circle.
CREATE FUNCTION anotar_palabras() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'clientes' THEN
    INSERT INTO palabras
      SELECT p, variantes_de(p) FROM (SELECT DISTINCT unnest(palabras_de(nombre)) AS p FROM nuevas) n
      WHERE p ~ '^[[:alpha:]]{4,40}$' AND NOT EXISTS (SELECT FROM palabras v WHERE v.palabra = p)
      ORDER BY p
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO palabras
      SELECT p, variantes_de(p) FROM (
        SELECT DISTINCT unnest(palabras_de(coalesce(referencia, '') || ' ' || destinatario_nombre || ' ' || destino_ciudad)) AS p
        FROM nuevas
      ) n
      WHERE p ~ '^[[:alpha:]]{4,40}$' AND NOT EXISTS (SELECT FROM palabras v WHERE v.palabra = p)
      ORDER BY p
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER anotar_palabras AFTER INSERT ON envios
  REFERENCING NEW TABLE AS nuevas FOR EACH STATEMENT EXECUTE FUNCTION anotar_palabras();
CREATE TRIGGER anotar_palabras_nuevas AFTER INSERT ON clientes
  REFERENCING NEW TABLE AS nuevas FOR EACH STATEMENT EXECUTE FUNCTION anotar_palabras();
CREATE TRIGGER anotar_palabras_cambiadas AFTER UPDATE ON clientes
  REFERENCING NEW TABLE AS nuevas FOR EACH STATEMENT EXECUTE FUNCTION anotar_palabras();

-- What a search text asks of vector_busqueda: every word of it must be there, as the beginning of a word, as a
-- neighbour of one, or in the name of the cliente. codigos are codes that a mistyped one may have meant. Of a word that
-- has very many neighbours, or is in the names of very many clientes, some are taken: of clientes first those whose name
-- has all the words.
CREATE FUNCTION consulta_busqueda(texto text, codigos text[]) RETURNS tsquery
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
  FROM codigos_envio e WHERE e.codigo = ANY (codigos);
  RETURN CASE WHEN lexemas IS NULL THEN consulta ELSE consulta || lexemas::tsquery END;
END
$$;

-- Ids of the envios that a query finds, from the newest or the oldest on, month after month until there are enough. A
-- statement a month, planned with the query in sight: a frequent word is met on the way through the month, a rare one is
-- looked up.
CREATE FUNCTION buscar_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE AS $$
DECLARE
  encontrados integer := 0;
  cuantos integer;
  mes_leido date;
  orden text := CASE WHEN descendente THEN 'DESC' ELSE 'ASC' END;
BEGIN
  FOR mes_leido IN
    SELECT mes FROM periodos
    WHERE estado IN ('abierto', 'cerrado', 'exportado', 'verificado')
      AND uuid_desde(mes + interval '1 month') > desde AND uuid_desde(mes) < hasta
    ORDER BY CASE WHEN descendente THEN current_date - mes ELSE mes - current_date END
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT id FROM envios_%s
       WHERE vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, cliente_id) @@ $1
         AND id > $2 AND id < $3
       ORDER BY id %s LIMIT $4', to_char(mes_leido, 'YYYY_MM'), orden)
      USING consulta, desde, hasta, limite - encontrados;
    GET DIAGNOSTICS cuantos = ROW_COUNT;
    encontrados := encontrados + cuantos;
    EXIT WHEN encontrados >= limite;
  END LOOP;
END
$$;
