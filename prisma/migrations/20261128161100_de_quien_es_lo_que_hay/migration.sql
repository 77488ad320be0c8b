-- Whose the envios are that are there. In a transaction of its own, without the lock of the new columns: readers go on.
UPDATE codigos_envio c SET cliente_id = e.cliente_id, transportista_id = e.transportista_id
FROM envios e WHERE e.id = c.envio_id;
