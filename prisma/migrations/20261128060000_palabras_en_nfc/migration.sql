-- What people write is kept in Normalization Form C from here on, so that what looks the same is the same wherever it is
-- compared, grouped or searched. What is stored already is brought to it; only what is not in it is written. Reads all envios
-- once. What is in the archive stays as it is, and is compared in NFC.

UPDATE clientes SET nombre = normalize(nombre, NFC), documento = normalize(documento, NFC), email = normalize(email, NFC)
WHERE concat_ws('/', nombre, documento, email) IS NOT NFC NORMALIZED;

-- A code that another one has in NFC already stays as it is: the two were told apart, and their owners have to say which is which.
UPDATE transportistas t
SET nombre = normalize(nombre, NFC),
  codigo = CASE WHEN EXISTS (SELECT FROM transportistas o WHERE o.id <> t.id AND normalize(o.codigo, NFC) = normalize(t.codigo, NFC))
                THEN codigo ELSE normalize(codigo, NFC) END
WHERE concat_ws('/', nombre, codigo) IS NOT NFC NORMALIZED;

UPDATE centros c
SET nombre = normalize(nombre, NFC), ciudad = normalize(ciudad, NFC), region = normalize(region, NFC),
  codigo = CASE WHEN EXISTS (SELECT FROM centros o WHERE o.id <> c.id AND normalize(o.codigo, NFC) = normalize(c.codigo, NFC))
                THEN codigo ELSE normalize(codigo, NFC) END
WHERE concat_ws('/', nombre, codigo, ciudad, region) IS NOT NFC NORMALIZED;

DO $$
DECLARE
  mes text;
  claves uuid[];
BEGIN
  FOR mes, claves IN
    WITH corregidos AS (
      UPDATE envios SET
        referencia = normalize(referencia, NFC),
        destinatario_nombre = normalize(destinatario_nombre, NFC),
        destinatario_email = normalize(destinatario_email, NFC),
        origen_direccion = normalize(origen_direccion, NFC),
        origen_ciudad = normalize(origen_ciudad, NFC),
        origen_region = normalize(origen_region, NFC),
        origen_codigo_postal = normalize(origen_codigo_postal, NFC),
        destino_direccion = normalize(destino_direccion, NFC),
        destino_ciudad = normalize(destino_ciudad, NFC),
        destino_region = normalize(destino_region, NFC),
        destino_codigo_postal = normalize(destino_codigo_postal, NFC)
      WHERE concat_ws('/',
        referencia, destinatario_nombre, destinatario_email,
        origen_direccion, origen_ciudad, origen_region, origen_codigo_postal,
        destino_direccion, destino_ciudad, destino_region, destino_codigo_postal) IS NOT NFC NORMALIZED
      RETURNING id
    )
    SELECT to_char(mes_de(id), 'YYYY_MM'), array_agg(id) FROM corregidos GROUP BY 1
  LOOP
    -- Readers see it with the commit, where there is a read model already.
    IF to_regproc('marcar_envios_detalle_' || mes) IS NOT NULL THEN
      EXECUTE format('SELECT %I($1)', 'marcar_envios_detalle_' || mes) USING claves;
    END IF;
  END LOOP;
END
$$;
