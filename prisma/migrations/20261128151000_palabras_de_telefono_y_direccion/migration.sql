-- Words find telephones and addresses too. Builds the index of words of every hot month again: writers wait for it.

-- By what an envio is found. A telephone is two words: all its digits, and the last nine of them, since people leave the
-- prefix of their own country out. See the function of five parameters, which this one replaces.
CREATE FUNCTION vector_busqueda(
  codigo text, referencia text, destinatario text, ciudad text, telefono text, origen text, destino text, cliente_id uuid)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_append(
  palabras_de(codigo || ' ' || substr(codigo, 3, 9) || ' ' || coalesce(referencia, '') || ' ' || destinatario || ' ' || ciudad
    || ' ' || coalesce(telefono || ' ' || right(telefono, 9), '') || ' ' || origen || ' ' || destino),
  '@' || cliente_id::text));

CREATE INDEX envios_palabras ON envios USING gin (vector_busqueda(
  codigo, referencia, destinatario_nombre, destino_ciudad, destinatario_telefono, origen_direccion, destino_direccion, cliente_id));

-- See comienzos_de_palabras.
CREATE OR REPLACE FUNCTION anotar_palabras() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'clientes' THEN
    PERFORM anotar_palabras(array_agg(DISTINCT p)) FROM (SELECT unnest(palabras_de(nombre)) AS p FROM nuevas) n;
  ELSE
    PERFORM anotar_palabras(array_agg(DISTINCT p)) FROM (
      SELECT unnest(palabras_de(coalesce(referencia, '') || ' ' || destinatario_nombre || ' ' || destino_ciudad
        || ' ' || origen_direccion || ' ' || destino_direccion)) AS p
      FROM nuevas
    ) n;
  END IF;
  RETURN NULL;
END
$$;

SELECT anotar_palabras(array_agg(DISTINCT p)) FROM (
  SELECT unnest(palabras_de(origen_direccion || ' ' || destino_direccion)) AS p FROM envios
) n;

-- What any of several texts asks for. The first is what was typed; the others are what it may mean, such as a telephone
-- that was typed with spaces. codigos belong to the first.
CREATE FUNCTION consulta_de_textos(textos text[], codigos text[]) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT string_agg('(' || consulta_busqueda(texto, CASE orden WHEN 1 THEN codigos ELSE '{}' END)::text || ')', ' | ' ORDER BY orden)::tsquery
  FROM unnest(textos) WITH ORDINALITY AS t (texto, orden)
);

-- See archivo, whose words it takes; this one asks for telephones and addresses as well.
CREATE OR REPLACE FUNCTION buscar_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
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
    WHERE caliente AND uuid_desde(mes + interval '1 month') > desde AND uuid_desde(mes) < hasta
    ORDER BY CASE WHEN descendente THEN current_date - mes ELSE mes - current_date END
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT id FROM envios_%s
       WHERE vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, destinatario_telefono,
           origen_direccion, destino_direccion, cliente_id) @@ $1
         AND id > $2 AND id < $3
       ORDER BY id %s LIMIT $4', to_char(mes_leido, 'YYYY_MM'), orden)
      USING consulta, desde, hasta, limite - encontrados;
    GET DIAGNOSTICS cuantos = ROW_COUNT;
    encontrados := encontrados + cuantos;
    EXIT WHEN encontrados >= limite;
  END LOOP;
END
$$;

-- See busqueda_de_un_numero.
CREATE OR REPLACE FUNCTION buscar_pocos_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
  RETURN QUERY
    SELECT h.id FROM (
      SELECT e.id FROM envios e
      WHERE vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, destinatario_telefono,
        origen_direccion, destino_direccion, cliente_id) @@ consulta
      OFFSET 0
    ) h
    WHERE h.id > desde AND h.id < hasta
    ORDER BY CASE WHEN descendente THEN h.id END DESC, h.id LIMIT limite;
END
$$;

-- Last, since it locks readers out until the commit.
DROP INDEX envios_busqueda;
ALTER INDEX envios_palabras RENAME TO envios_busqueda;
-- Months that are detached, and wait to be dropped, have indexes of the old function: those go with it. A month that is
-- attached again gets an index of the new one.
DROP FUNCTION vector_busqueda(text, text, text, text, uuid) CASCADE;
