-- The level of the log that an operator asked for, and until when. At most one row.
CREATE TABLE nivel_registro (
  unica boolean PRIMARY KEY DEFAULT true CHECK (unica),
  nivel text NOT NULL CHECK (nivel IN ('debug', 'info', 'warn', 'error', 'fatal')),
  hasta timestamptz(3) NOT NULL
);
