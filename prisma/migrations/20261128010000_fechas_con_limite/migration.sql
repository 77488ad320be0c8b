-- Instants are of the years 1900 to 2199 from here on. What was estimated for later than that was a mistake of whoever wrote
-- it, and neither a list nor its cursors can tell it: it becomes the last instant that there is. Reads all envios once.
DO $$
DECLARE
  mes text;
  claves uuid[];
BEGIN
  FOR mes, claves IN
    WITH corregidos AS (
      UPDATE envios SET fecha_estimada = '2199-12-31 23:59:59.999+00'
      WHERE fecha_estimada >= '2200-01-01 00:00:00+00'
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
