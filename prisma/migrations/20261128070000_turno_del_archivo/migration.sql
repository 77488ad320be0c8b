-- Who may work at the archive. Each job that gets its lock takes the next number; whoever has an older one has lost the lock.
CREATE TABLE turno_archivo (
  unico boolean PRIMARY KEY DEFAULT true CHECK (unico),
  numero bigint NOT NULL
);
INSERT INTO turno_archivo (numero) VALUES (0);

-- In whose turn the last export was begun: nobody else writes into it.
ALTER TABLE periodos ADD COLUMN turno bigint NOT NULL DEFAULT 0;
