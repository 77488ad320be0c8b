-- What was packed for a pedido and has not left goes back onto the shelf when the pedido is cancelled.
ALTER TABLE movimientos
  DROP CONSTRAINT movimientos_razon_check,
  DROP CONSTRAINT movimientos_check,
  DROP CONSTRAINT movimientos_una_vez;
ALTER TABLE movimientos
  ADD CONSTRAINT movimientos_razon_check
    CHECK (razon IN ('inicial', 'recepcion', 'rotura', 'inventario', 'devolucion', 'venta', 'cancelacion')),
  ADD CONSTRAINT movimientos_check CHECK ((razon IN ('venta', 'cancelacion')) = (pedido_id IS NOT NULL)),
  -- A pedido takes each producto once, and gives it back once at most.
  ADD CONSTRAINT movimientos_una_vez UNIQUE (pedido_id, producto_id, razon);
