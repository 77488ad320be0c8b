-- One row a capture job of the EPCIS interface: what its receipts do not say.
CREATE TABLE capturas_epcis (
  id uuid PRIMARY KEY,
  creada_en timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  modo text NOT NULL,
  -- Pointer to the list of events inside the document.
  lista text NOT NULL,
  -- Ids of the capturas that its trazas went into, in their order.
  capturas text[] NOT NULL,
  -- Index of the event, and of the EPC in it, of each traza.
  eventos integer[] NOT NULL,
  epcs integer[] NOT NULL,
  -- Events that were not taken in: [{ index, faults }].
  rechazados jsonb NOT NULL
);
