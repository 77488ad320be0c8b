-- The way of a month through the archive.
ALTER TABLE periodos
  -- Whether it has partitions and bases: all of its envios, or those that stay when the others are in the archive.
  ADD COLUMN caliente boolean NOT NULL DEFAULT true,
  -- Number of the last export that was begun.
  ADD COLUMN generacion integer NOT NULL DEFAULT 0,
  -- The export that answers for its envios; null while all of them are in the hot tables.
  ADD COLUMN archivada integer,
  -- Manifests of that export and of the one that is under way: what the files have to be, whatever the store says.
  ADD COLUMN manifiesto jsonb,
  ADD COLUMN manifiesto_nuevo jsonb,
  ADD COLUMN cambiado_en timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN separado_en timestamptz(3),
  ADD COLUMN restaurado_en timestamptz(3),
  -- Why it stands still: { codigo, detalle, en }.
  ADD COLUMN problema jsonb;

-- Envios that stay in the hot tables although their month goes to the archive: open, changed on the way, created late,
-- or brought back. Of an archived month these are the hot ones, and no others.
CREATE TABLE remanentes (
  envio_id uuid PRIMARY KEY,
  -- It goes to the archive with the export that is under way, unless it changes before.
  sale boolean NOT NULL DEFAULT false,
  -- The transaction that changed it last.
  xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint
);

-- On the partitions of a month that is on its way: what changes stays.
CREATE FUNCTION anotar_remanente() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  envio uuid;
BEGIN
  IF TG_ARGV[0] = 'id' THEN
    envio := NEW.id;
  ELSE
    envio := NEW.envio_id;
  END IF;
  INSERT INTO remanentes (envio_id) VALUES (envio)
  ON CONFLICT (envio_id) DO UPDATE SET sale = false, xid = pg_current_xact_id()::text::bigint;
  RETURN NULL;
END
$$;

-- Whether an envio is in the archive and only there.
CREATE FUNCTION esta_archivado(id uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE STRICT
RETURN EXISTS (SELECT FROM periodos p WHERE p.mes = mes_de(id) AND p.archivada IS NOT NULL)
  AND NOT EXISTS (SELECT FROM remanentes r WHERE r.envio_id = id);

-- All envios with ids from here on are in no archived month: a comparison spares most rows the question.
CREATE FUNCTION frontera_archivo() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce((SELECT uuid_desde((max(mes) + interval '1 month') AT TIME ZONE 'UTC') FROM periodos WHERE archivada IS NOT NULL),
                '00000000-0000-0000-0000-000000000000');

-- Partitions of months whose envios are in the archive, until nobody can want them back.
CREATE SCHEMA gracia;

-- Two halves of 64 bits of the md5 of every row, each summed modulo 2^64: the same whatever the order.
CREATE FUNCTION mitad_md5(fila text, desde integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (reverse(substr(decode(md5(fila), 'hex'), desde, 8))::bigint)::numeric;

-- What was done to the personal data of a cliente, and by whom. Never deleted.
CREATE TABLE purgas (
  id uuid PRIMARY KEY,
  cliente_id uuid NOT NULL,
  solicitada_por text NOT NULL,
  motivo text NOT NULL,
  solicitada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  terminada_en timestamptz(3),
  envios integer NOT NULL DEFAULT 0,
  -- Months of the archive that were written anew: [{ mes, generacion, envios }].
  periodos jsonb NOT NULL DEFAULT '[]'
);

-- As before, but for the months that it looks into: those that have partitions.
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
