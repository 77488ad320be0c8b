-- Devices, as their trazas show them.
--
-- A delay is recibido_en - ocurrido_en of one traza: how late it came, less what the device's clock is ahead. The least
-- one of many is the one that came at once, and so tells the clock. It is kept for two windows of time, the running one
-- and the one before, so that a clock that was set right is forgotten.
CREATE TABLE dispositivos (
  id uuid PRIMARY KEY,
  total_trazas bigint NOT NULL,
  primera_traza_en timestamptz(3) NOT NULL,
  ultima_traza_en timestamptz(3) NOT NULL,
  ventana_desde timestamptz(3) NOT NULL,
  ventana_trazas bigint NOT NULL,
  ventana_demora_ms bigint NOT NULL,
  previa_trazas bigint NOT NULL DEFAULT 0,
  previa_demora_ms bigint
);
