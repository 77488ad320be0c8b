-- The schema after all migrations: «npm run actualizar» writes it, a test compares it.

CREATE TYPE estado_ejecucion AS ENUM ('en_cola', 'en_curso', 'completada', 'fallida', 'cancelada');

CREATE TYPE estado_periodo AS ENUM ('abierto', 'cerrado', 'exportado', 'verificado', 'separado', 'eliminado');

CREATE TYPE estado_rechazo AS ENUM ('abierto', 'reprocesado', 'descartado');

CREATE TYPE origen_ejecucion AS ENUM ('programada', 'manual', 'reintento');

CREATE TYPE solapamiento AS ENUM ('omitir', 'encolar', 'cancelar-anterior');

CREATE TYPE tipo_traza AS ENUM ('registrado', 'recogido', 'en_transito', 'en_reparto', 'intento_fallido', 'disponible_retiro', 'retenido', 'entregado', 'en_devolucion', 'devuelto', 'extraviado', 'siniestrado', 'cancelado', 'reapertura', 'escaneo', 'posicion', 'nota', 'estimacion');

CREATE SEQUENCE bitacora_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807 START 1;

CREATE SEQUENCE encargos_orden_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807 START 1;

CREATE SEQUENCE lugar_codigos AS bigint MINVALUE 0 MAXVALUE 1299999999 START 0;

CREATE SEQUENCE pedidos_numero_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807 START 1;

CREATE SEQUENCE revocaciones_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807 START 1;

CREATE SEQUENCE serie_codigos AS bigint MINVALUE 0 MAXVALUE 2599999999 START 0;

CREATE TABLE _prisma_migrations (
  id character varying(36) NOT NULL,
  checksum character varying(64) NOT NULL,
  finished_at timestamp with time zone,
  migration_name character varying(255) NOT NULL,
  logs text,
  rolled_back_at timestamp with time zone,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0,
  CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id)
);

CREATE TABLE anulaciones (
  id uuid NOT NULL,
  envio_id uuid NOT NULL,
  id_evento uuid NOT NULL,
  razon text NOT NULL,
  anulada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  correcciones uuid[] NOT NULL,
  CONSTRAINT anulaciones_envio_id_id_evento_key UNIQUE (envio_id, id_evento),
  CONSTRAINT anulaciones_pkey PRIMARY KEY (id),
  CONSTRAINT anulaciones_razon_check CHECK ((razon = ANY (ARRAY['no_ocurrio'::text, 'dato_incorrecto'::text])))
);

CREATE TABLE auditoria (
  id uuid NOT NULL,
  en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  actor_tipo text NOT NULL,
  actor_id text NOT NULL,
  accion text NOT NULL,
  objeto_tipo text NOT NULL,
  objeto_id text NOT NULL,
  antes jsonb,
  despues jsonb,
  ip text,
  solicitud_id text,
  CONSTRAINT auditoria_pkey PRIMARY KEY (id)
);

CREATE TABLE bitacora (
  id bigint NOT NULL,
  posicion bigint,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  envio_id uuid[] NOT NULL DEFAULT '{}'::uuid[],
  codigo text[] NOT NULL DEFAULT '{}'::text[],
  cliente_id uuid[] NOT NULL DEFAULT '{}'::uuid[],
  estado tipo_traza[] NOT NULL DEFAULT '{}'::tipo_traza[],
  motivo text[] NOT NULL DEFAULT '{}'::text[],
  estado_previo tipo_traza[] NOT NULL DEFAULT '{}'::tipo_traza[],
  motivo_previo text[] NOT NULL DEFAULT '{}'::text[],
  otros uuid[] NOT NULL DEFAULT '{}'::uuid[],
  hecho_id uuid,
  tipo text,
  sujeto_tipo text,
  sujeto_id text,
  duenos jsonb,
  datos jsonb,
  transportista_id uuid[] NOT NULL DEFAULT '{}'::uuid[],
  ultima_traza_en timestamp(3) with time zone[] NOT NULL DEFAULT '{}'::timestamp with time zone[],
  CONSTRAINT bitacora_hecho_entero CHECK ((num_nulls(hecho_id, tipo, sujeto_tipo, sujeto_id, duenos, datos) = ANY (ARRAY[0, 6]))),
  CONSTRAINT bitacora_pkey PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=20000);

CREATE TABLE bloques_codigos (
  id uuid NOT NULL,
  desde bigint NOT NULL,
  cantidad integer NOT NULL,
  pais character(2) NOT NULL,
  solicitado_por text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  vence_en timestamp(3) with time zone,
  CONSTRAINT bloques_codigos_cantidad_check CHECK ((cantidad > 0)),
  CONSTRAINT bloques_codigos_desde_key UNIQUE (desde),
  CONSTRAINT bloques_codigos_pkey PRIMARY KEY (id)
);

CREATE TABLE calculos (
  modelo text NOT NULL,
  calculado_en timestamp(3) with time zone NOT NULL,
  instantanea text NOT NULL,
  ms integer NOT NULL,
  CONSTRAINT calculos_pkey PRIMARY KEY (modelo)
);

CREATE TABLE capturas_epcis (
  id uuid NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  modo text NOT NULL,
  lista text NOT NULL,
  capturas text[] NOT NULL,
  eventos integer[] NOT NULL,
  epcs integer[] NOT NULL,
  rechazados jsonb NOT NULL,
  solicitante text,
  CONSTRAINT capturas_epcis_pkey PRIMARY KEY (id)
);

CREATE TABLE categorias (
  comercio_id uuid NOT NULL,
  codigo text NOT NULL,
  nombre text NOT NULL,
  orden integer NOT NULL DEFAULT 0,
  esquema jsonb,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT categorias_comercio_id_fkey FOREIGN KEY (comercio_id) REFERENCES comercios(id),
  CONSTRAINT categorias_pkey PRIMARY KEY (comercio_id, codigo)
);

CREATE TABLE centros (
  id uuid NOT NULL,
  nombre text NOT NULL,
  codigo text NOT NULL,
  ciudad text NOT NULL,
  region text NOT NULL,
  pais character(2) NOT NULL,
  lat double precision,
  lon double precision,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT centros_codigo_key UNIQUE (codigo),
  CONSTRAINT centros_pkey PRIMARY KEY (id)
);

CREATE TABLE clave_secretos (
  id uuid NOT NULL,
  clave_id uuid NOT NULL,
  huella bytea NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  vence_en timestamp(3) with time zone,
  CONSTRAINT clave_secretos_clave_id_fkey FOREIGN KEY (clave_id) REFERENCES claves(id) ON DELETE CASCADE,
  CONSTRAINT clave_secretos_pkey PRIMARY KEY (id)
);

CREATE TABLE claves (
  id uuid NOT NULL,
  nombre text NOT NULL,
  rol text NOT NULL,
  usuario_id uuid,
  cliente_id uuid,
  comercio_id uuid,
  transportista_id uuid,
  repartidor_id uuid,
  dispositivo_id uuid,
  creada_por text NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  expira_en timestamp(3) with time zone,
  revocada_en timestamp(3) with time zone,
  usada_en timestamp(3) with time zone,
  CONSTRAINT claves_cliente_id_fkey FOREIGN KEY (cliente_id) REFERENCES clientes(id),
  CONSTRAINT claves_pkey PRIMARY KEY (id),
  CONSTRAINT claves_transportista_id_fkey FOREIGN KEY (transportista_id) REFERENCES transportistas(id),
  CONSTRAINT claves_usuario_id_fkey FOREIGN KEY (usuario_id) REFERENCES usuarios(id) ON DELETE CASCADE
);

CREATE TABLE claves_idempotencia (
  ambito text NOT NULL,
  clave text NOT NULL,
  huella text NOT NULL,
  respuesta jsonb,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT claves_idempotencia_pkey PRIMARY KEY (ambito, clave)
);

CREATE TABLE clientes (
  id uuid NOT NULL,
  nombre text NOT NULL,
  documento text,
  email text,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT clientes_pkey PRIMARY KEY (id)
);

CREATE TABLE codigos_envio (
  codigo text NOT NULL,
  envio_id uuid NOT NULL,
  cliente_id uuid,
  transportista_id uuid,
  CONSTRAINT codigos_envio_pkey PRIMARY KEY (codigo)
);

CREATE TABLE comercios (
  id uuid NOT NULL,
  cliente_id uuid NOT NULL,
  transportista_id uuid NOT NULL,
  nombre text NOT NULL,
  tipo text NOT NULL,
  cocina text,
  descripcion text,
  telefono text,
  moneda text NOT NULL,
  impuesto_por_mil integer NOT NULL,
  precios_con_impuesto boolean NOT NULL,
  zona text NOT NULL,
  aceptacion_s integer NOT NULL,
  direccion text NOT NULL,
  ciudad text NOT NULL,
  region text NOT NULL,
  pais text NOT NULL,
  codigo_postal text,
  lat double precision,
  lon double precision,
  radio_m integer,
  poligono jsonb,
  tarifa bigint NOT NULL,
  minimo bigint,
  horarios jsonb NOT NULL,
  excepciones jsonb NOT NULL DEFAULT '[]'::jsonb,
  acepta_pedidos boolean NOT NULL DEFAULT true,
  pausado_hasta timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT comercios_aceptacion_s_check CHECK ((aceptacion_s > 0)),
  CONSTRAINT comercios_check CHECK (((lat IS NULL) = (lon IS NULL))),
  CONSTRAINT comercios_check1 CHECK (((radio_m IS NULL) OR (lat IS NOT NULL))),
  CONSTRAINT comercios_cliente UNIQUE (cliente_id),
  CONSTRAINT comercios_es_cliente FOREIGN KEY (cliente_id) REFERENCES clientes(id),
  CONSTRAINT comercios_impuesto_por_mil_check CHECK (((impuesto_por_mil >= 0) AND (impuesto_por_mil <= 1000))),
  CONSTRAINT comercios_lo_lleva FOREIGN KEY (transportista_id) REFERENCES transportistas(id),
  CONSTRAINT comercios_minimo_check CHECK ((minimo >= 0)),
  CONSTRAINT comercios_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT comercios_pkey PRIMARY KEY (id),
  CONSTRAINT comercios_radio_m_check CHECK ((radio_m > 0)),
  CONSTRAINT comercios_tarifa_check CHECK ((tarifa >= 0)),
  CONSTRAINT comercios_tipo_check CHECK ((tipo = ANY (ARRAY['restaurante'::text, 'tienda'::text])))
);

CREATE TABLE cupon_usos (
  pedido_id uuid NOT NULL,
  cupon_id uuid NOT NULL,
  comprador_id uuid,
  CONSTRAINT cupon_usos_cupon_id_fkey FOREIGN KEY (cupon_id) REFERENCES cupones(id),
  CONSTRAINT cupon_usos_pedido_id_fkey FOREIGN KEY (pedido_id) REFERENCES pedidos(id),
  CONSTRAINT cupon_usos_pkey PRIMARY KEY (pedido_id)
);

CREATE TABLE cupones (
  id uuid NOT NULL,
  codigo text NOT NULL,
  comercio_id uuid,
  por_mil integer,
  monto bigint,
  moneda text NOT NULL,
  minimo bigint NOT NULL DEFAULT 0,
  desde timestamp(3) with time zone,
  hasta timestamp(3) with time zone,
  limite integer,
  limite_por_comprador integer,
  usos integer NOT NULL DEFAULT 0,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT cupones_check CHECK (((por_mil IS NULL) <> (monto IS NULL))),
  CONSTRAINT cupones_check1 CHECK (((usos >= 0) AND ((limite IS NULL) OR (usos <= limite)))),
  CONSTRAINT cupones_codigo UNIQUE (codigo),
  CONSTRAINT cupones_comercio_id_fkey FOREIGN KEY (comercio_id) REFERENCES comercios(id),
  CONSTRAINT cupones_limite_check CHECK ((limite > 0)),
  CONSTRAINT cupones_limite_por_comprador_check CHECK ((limite_por_comprador > 0)),
  CONSTRAINT cupones_minimo_check CHECK ((minimo >= 0)),
  CONSTRAINT cupones_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT cupones_monto_check CHECK ((monto > 0)),
  CONSTRAINT cupones_pkey PRIMARY KEY (id),
  CONSTRAINT cupones_por_mil_check CHECK (((por_mil >= 1) AND (por_mil <= 1000)))
);

CREATE TABLE delta_envios_detalle (
  id uuid NOT NULL,
  cliente_id uuid,
  transportista_id uuid,
  creado_en timestamp(3) with time zone,
  estado tipo_traza,
  bultos integer,
  peso_g integer,
  total_trazas integer,
  ultima_traza_en timestamp with time zone,
  fecha_estimada timestamp(3) with time zone,
  ultimo_centro_id uuid,
  primera_traza_en timestamp with time zone,
  anomalias_reloj integer,
  anomalias_lugar integer,
  destino_region text,
  motivo text,
  anomalia text,
  codigo text,
  referencia text,
  cliente_nombre text,
  transportista_nombre text,
  destinatario_nombre text,
  destinatario_telefono text,
  destinatario_email text,
  origen_direccion text,
  origen_ciudad text,
  origen_region text,
  origen_pais character(2),
  origen_codigo_postal text,
  origen_lat double precision,
  origen_lon double precision,
  destino_direccion text,
  destino_ciudad text,
  destino_pais character(2),
  destino_codigo_postal text,
  destino_lat double precision,
  destino_lon double precision,
  mes date NOT NULL,
  xid xid8 NOT NULL,
  CONSTRAINT delta_envios_detalle_pkey PRIMARY KEY (id)
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_analyze_scale_factor=0, autovacuum_analyze_threshold=5000);

CREATE TABLE dispositivos (
  id uuid NOT NULL,
  total_trazas bigint NOT NULL,
  primera_traza_en timestamp(3) with time zone NOT NULL,
  ultima_traza_en timestamp(3) with time zone NOT NULL,
  ventana_desde timestamp(3) with time zone NOT NULL,
  ventana_trazas bigint NOT NULL,
  ventana_demora_ms bigint NOT NULL,
  previa_trazas bigint NOT NULL DEFAULT 0,
  previa_demora_ms bigint,
  desfase_medido_ms bigint,
  desfase_medido_en timestamp(3) with time zone,
  contenidos_distintos bigint NOT NULL DEFAULT 0,
  CONSTRAINT dispositivos_pkey PRIMARY KEY (id)
);

CREATE TABLE ejecucion_lineas (
  ejecucion_id uuid NOT NULL,
  numero integer NOT NULL,
  escrita_en timestamp(3) with time zone NOT NULL,
  texto text NOT NULL,
  CONSTRAINT ejecucion_lineas_ejecucion_id_fkey FOREIGN KEY (ejecucion_id) REFERENCES ejecuciones(id) ON DELETE CASCADE,
  CONSTRAINT ejecucion_lineas_pkey PRIMARY KEY (ejecucion_id, numero)
);

CREATE TABLE ejecuciones (
  id uuid NOT NULL,
  programacion_id uuid NOT NULL,
  tipo text NOT NULL,
  parametros jsonb NOT NULL,
  simulacro boolean NOT NULL,
  origen origen_ejecucion NOT NULL,
  iniciada_por text,
  reintento_de uuid,
  prevista_en timestamp(3) with time zone,
  disponible_en timestamp(3) with time zone NOT NULL,
  estado estado_ejecucion NOT NULL DEFAULT 'en_cola'::estado_ejecucion,
  limite_s integer,
  intentos integer NOT NULL DEFAULT 0,
  perdidas integer NOT NULL DEFAULT 0,
  worker text,
  arriendo_hasta timestamp(3) with time zone,
  cancelacion_en timestamp(3) with time zone,
  cancelada_por text,
  hecho bigint,
  total bigint,
  unidad text,
  por_segundo double precision,
  punto jsonb,
  lineas integer NOT NULL DEFAULT 0,
  resultado jsonb,
  problema jsonb,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  iniciada_en timestamp(3) with time zone,
  terminada_en timestamp(3) with time zone,
  CONSTRAINT ejecuciones_pkey PRIMARY KEY (id),
  CONSTRAINT ejecuciones_programacion_id_fkey FOREIGN KEY (programacion_id) REFERENCES programaciones(id),
  CONSTRAINT ejecuciones_una_por_hora UNIQUE (programacion_id, prevista_en)
) WITH (fillfactor=80);

CREATE TABLE encargos (
  id uuid NOT NULL,
  oficio text NOT NULL,
  destino text NOT NULL,
  hecho text NOT NULL,
  cuerpo jsonb NOT NULL,
  estado text NOT NULL DEFAULT 'pendiente'::text,
  intentos integer NOT NULL DEFAULT 0,
  disponible_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  epoca integer NOT NULL DEFAULT 0,
  arriendo_hasta timestamp(3) with time zone,
  error text,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  terminado_en timestamp(3) with time zone,
  sujeto text,
  orden bigint NOT NULL,
  CONSTRAINT encargos_estado_check CHECK ((estado = ANY (ARRAY['pendiente'::text, 'hecho'::text, 'muerto'::text, 'descartado'::text]))),
  CONSTRAINT encargos_oficio_destino_hecho_key UNIQUE (oficio, destino, hecho),
  CONSTRAINT encargos_pkey PRIMARY KEY (id)
);

CREATE TABLE envios (
  id uuid NOT NULL,
  cliente_id uuid NOT NULL,
  transportista_id uuid NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL,
  fecha_estimada timestamp(3) with time zone,
  origen_lat double precision,
  origen_lon double precision,
  destino_lat double precision,
  destino_lon double precision,
  bultos integer NOT NULL,
  peso_g integer NOT NULL,
  codigo text NOT NULL,
  referencia text,
  destinatario_nombre text NOT NULL,
  destinatario_telefono text,
  destinatario_email text,
  origen_direccion text NOT NULL,
  origen_ciudad text NOT NULL,
  origen_region text NOT NULL,
  origen_pais character(2) NOT NULL,
  origen_codigo_postal text,
  destino_direccion text NOT NULL,
  destino_ciudad text NOT NULL,
  destino_region text NOT NULL,
  destino_pais character(2) NOT NULL,
  destino_codigo_postal text,
  CONSTRAINT envios_bultos_check CHECK ((bultos > 0)),
  CONSTRAINT envios_cliente_id_fkey FOREIGN KEY (cliente_id) REFERENCES clientes(id),
  CONSTRAINT envios_peso_g_check CHECK ((peso_g >= 0)),
  CONSTRAINT envios_pkey PRIMARY KEY (id),
  CONSTRAINT envios_transportista_id_fkey FOREIGN KEY (transportista_id) REFERENCES transportistas(id)
) PARTITION BY RANGE (id);

CREATE TABLE existencias (
  producto_id uuid NOT NULL,
  fisicas bigint NOT NULL,
  reservadas bigint NOT NULL DEFAULT 0,
  CONSTRAINT existencias_cuadran CHECK (((0 <= reservadas) AND (reservadas <= fisicas))),
  CONSTRAINT existencias_pkey PRIMARY KEY (producto_id),
  CONSTRAINT existencias_producto_id_fkey FOREIGN KEY (producto_id) REFERENCES productos(id)
);

CREATE TABLE fichas (
  huella bytea NOT NULL,
  usuario_id uuid NOT NULL,
  uso text NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  vence_en timestamp(3) with time zone NOT NULL,
  CONSTRAINT fichas_pkey PRIMARY KEY (huella),
  CONSTRAINT fichas_uso_check CHECK ((uso = ANY (ARRAY['recuperacion'::text, 'confirmacion'::text]))),
  CONSTRAINT fichas_usuario_id_fkey FOREIGN KEY (usuario_id) REFERENCES usuarios(id) ON DELETE CASCADE
);

CREATE TABLE hechos_pago (
  id uuid NOT NULL,
  sujeto_id text NOT NULL,
  tipo text NOT NULL,
  ocurrido_en timestamp(3) with time zone NOT NULL,
  datos jsonb NOT NULL,
  CONSTRAINT hechos_pago_pkey PRIMARY KEY (id)
);

CREATE TABLE hechos_pedido (
  id uuid NOT NULL,
  sujeto_id text NOT NULL,
  tipo text NOT NULL,
  ocurrido_en timestamp(3) with time zone NOT NULL,
  datos jsonb NOT NULL,
  CONSTRAINT hechos_pedido_pkey PRIMARY KEY (id)
);

CREATE TABLE identidades (
  emisor text NOT NULL,
  sujeto text NOT NULL,
  usuario_id uuid NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  usada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT identidades_pkey PRIMARY KEY (emisor, sujeto),
  CONSTRAINT identidades_usuario_id_fkey FOREIGN KEY (usuario_id) REFERENCES usuarios(id) ON DELETE CASCADE
);

CREATE TABLE importacion_lotes (
  importacion_id uuid NOT NULL,
  numero integer NOT NULL,
  filas text,
  errores text,
  resultados text,
  aceptadas integer NOT NULL DEFAULT 0,
  rechazadas integer NOT NULL DEFAULT 0,
  intentos integer NOT NULL DEFAULT 0,
  terminado_en timestamp(3) with time zone,
  CONSTRAINT importacion_lotes_importacion_id_fkey FOREIGN KEY (importacion_id) REFERENCES importaciones(id) ON DELETE CASCADE,
  CONSTRAINT importacion_lotes_pkey PRIMARY KEY (importacion_id, numero)
);

CREATE TABLE importaciones (
  id uuid NOT NULL,
  tipo text NOT NULL,
  columnas text[] NOT NULL,
  separador text NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  recibida_en timestamp(3) with time zone,
  lineas integer NOT NULL DEFAULT 0,
  solicitante jsonb,
  CONSTRAINT importaciones_pkey PRIMARY KEY (id)
);

CREATE TABLE inicios_externos (
  huella bytea NOT NULL,
  navegador bytea NOT NULL,
  emisor text NOT NULL,
  retorno text,
  vence_en timestamp(3) with time zone NOT NULL,
  CONSTRAINT inicios_externos_pkey PRIMARY KEY (huella)
);

CREATE TABLE lector_apartados (
  id uuid NOT NULL,
  lector text NOT NULL,
  hecho jsonb NOT NULL,
  error text NOT NULL,
  intentos integer NOT NULL,
  apartado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  estado text NOT NULL DEFAULT 'apartado'::text,
  resuelto_en timestamp(3) with time zone,
  CONSTRAINT lector_apartados_estado_check CHECK ((estado = ANY (ARRAY['apartado'::text, 'por_repetir'::text, 'repetido'::text, 'descartado'::text]))),
  CONSTRAINT lector_apartados_lector_fkey FOREIGN KEY (lector) REFERENCES lectores(nombre) ON DELETE CASCADE,
  CONSTRAINT lector_apartados_pkey PRIMARY KEY (id)
);

CREATE TABLE lectores (
  nombre text NOT NULL,
  posicion bigint NOT NULL,
  orden integer NOT NULL,
  hasta_posicion bigint,
  hasta_orden integer,
  avance integer NOT NULL DEFAULT 0,
  firma text,
  epoca bigint NOT NULL DEFAULT 0,
  worker text,
  arriendo_hasta timestamp(3) with time zone,
  avanzado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  error text,
  error_en timestamp(3) with time zone,
  perdido_hasta bigint,
  CONSTRAINT lectores_pkey PRIMARY KEY (nombre)
);

CREATE TABLE llaves_firma (
  kid text NOT NULL,
  publica jsonb NOT NULL,
  privada bytea NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  retirada_en timestamp(3) with time zone,
  vence_en timestamp(3) with time zone,
  CONSTRAINT llaves_firma_pkey PRIMARY KEY (kid)
);

CREATE TABLE modelos_lectura (
  nombre text NOT NULL,
  huella text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT modelos_lectura_pkey PRIMARY KEY (nombre)
);

CREATE TABLE movimientos (
  id uuid NOT NULL,
  producto_id uuid NOT NULL,
  cantidad bigint NOT NULL,
  razon text NOT NULL,
  nota text,
  pedido_id uuid,
  por text NOT NULL,
  en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT movimientos_cantidad_check CHECK ((cantidad <> 0)),
  CONSTRAINT movimientos_check CHECK (((razon = ANY (ARRAY['venta'::text, 'cancelacion'::text])) = (pedido_id IS NOT NULL))),
  CONSTRAINT movimientos_pkey PRIMARY KEY (id),
  CONSTRAINT movimientos_producto_id_fkey FOREIGN KEY (producto_id) REFERENCES productos(id),
  CONSTRAINT movimientos_razon_check CHECK ((razon = ANY (ARRAY['inicial'::text, 'recepcion'::text, 'rotura'::text, 'inventario'::text, 'devolucion'::text, 'venta'::text, 'cancelacion'::text]))),
  CONSTRAINT movimientos_una_vez UNIQUE (pedido_id, producto_id, razon)
);

CREATE TABLE nivel_registro (
  unica boolean NOT NULL DEFAULT true,
  nivel text NOT NULL,
  hasta timestamp(3) with time zone NOT NULL,
  CONSTRAINT nivel_registro_nivel_check CHECK ((nivel = ANY (ARRAY['debug'::text, 'info'::text, 'warn'::text, 'error'::text, 'fatal'::text]))),
  CONSTRAINT nivel_registro_pkey PRIMARY KEY (unica),
  CONSTRAINT nivel_registro_unica_check CHECK (unica)
);

CREATE TABLE orden_codigos (
  unico boolean NOT NULL DEFAULT true,
  clave bytea NOT NULL,
  desde bigint NOT NULL,
  CONSTRAINT orden_codigos_pkey PRIMARY KEY (unico),
  CONSTRAINT orden_codigos_unico_check CHECK (unico)
);

CREATE TABLE pagos (
  id uuid NOT NULL,
  pedido_id uuid NOT NULL,
  comercio_id uuid NOT NULL,
  comprador_id uuid,
  metodo text NOT NULL,
  proveedor text NOT NULL,
  estado text NOT NULL,
  monto bigint NOT NULL,
  capturado bigint NOT NULL DEFAULT 0,
  reembolsado bigint NOT NULL DEFAULT 0,
  moneda text NOT NULL,
  cuotas integer NOT NULL DEFAULT 1,
  referencia text,
  razon_fallo text,
  accion_url text,
  vale_id uuid,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pagos_check CHECK (((metodo = 'vale'::text) = (vale_id IS NOT NULL))),
  CONSTRAINT pagos_cuadran CHECK (((0 <= reembolsado) AND (reembolsado <= capturado) AND (capturado <= monto))),
  CONSTRAINT pagos_cuotas_check CHECK ((cuotas >= 1)),
  CONSTRAINT pagos_estado_check CHECK ((estado = ANY (ARRAY['iniciado'::text, 'autorizado'::text, 'capturado'::text, 'fallido'::text, 'anulado'::text, 'reembolsado'::text, 'reembolsado_en_parte'::text, 'en_disputa'::text]))),
  CONSTRAINT pagos_metodo_check CHECK ((metodo = ANY (ARRAY['contra_entrega'::text, 'tarjeta'::text, 'diferido'::text, 'vale'::text]))),
  CONSTRAINT pagos_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT pagos_monto_check CHECK ((monto >= 0)),
  CONSTRAINT pagos_pkey PRIMARY KEY (id),
  CONSTRAINT pagos_vale_id_fkey FOREIGN KEY (vale_id) REFERENCES vales(id)
);

CREATE TABLE palabras (
  palabra text NOT NULL,
  variantes text[] NOT NULL,
  sigue boolean NOT NULL DEFAULT false,
  CONSTRAINT palabras_pkey PRIMARY KEY (palabra)
);

CREATE TABLE pedido_lineas (
  pedido_id uuid NOT NULL,
  indice integer NOT NULL,
  producto_id uuid NOT NULL,
  sku text NOT NULL,
  nombre text NOT NULL,
  cantidad integer NOT NULL,
  precio_unitario bigint NOT NULL,
  subtotal bigint NOT NULL,
  descuento bigint NOT NULL,
  impuesto bigint NOT NULL,
  opciones jsonb NOT NULL,
  peso_g bigint NOT NULL,
  reservado boolean NOT NULL,
  nota text,
  CONSTRAINT lineas_suman CHECK (((subtotal = (cantidad * precio_unitario)) AND ((descuento >= 0) AND (descuento <= subtotal)))),
  CONSTRAINT pedido_lineas_cantidad_check CHECK ((cantidad > 0)),
  CONSTRAINT pedido_lineas_pedido_id_fkey FOREIGN KEY (pedido_id) REFERENCES pedidos(id),
  CONSTRAINT pedido_lineas_pkey PRIMARY KEY (pedido_id, indice),
  CONSTRAINT pedido_lineas_precio_unitario_check CHECK ((precio_unitario >= 0)),
  CONSTRAINT pedido_lineas_producto_id_fkey FOREIGN KEY (producto_id) REFERENCES productos(id)
);

CREATE TABLE pedidos (
  id uuid NOT NULL,
  numero bigint NOT NULL,
  comercio_id uuid NOT NULL,
  cliente_id uuid NOT NULL,
  transportista_id uuid NOT NULL,
  comprador_id uuid,
  compra_id uuid,
  estado text NOT NULL,
  motivo text,
  moneda text NOT NULL,
  lineas_monto bigint NOT NULL,
  descuento bigint NOT NULL,
  envio_monto bigint NOT NULL,
  impuesto bigint NOT NULL,
  impuesto_incluido bigint NOT NULL,
  total bigint NOT NULL,
  cupon_id uuid,
  entrega_tipo text NOT NULL,
  entrega_direccion text,
  entrega_ciudad text,
  entrega_region text,
  entrega_pais text,
  entrega_codigo_postal text,
  entrega_lat double precision,
  entrega_lon double precision,
  contacto_nombre text,
  contacto_telefono text,
  instrucciones text,
  codigo_retiro text,
  aceptacion_s integer NOT NULL,
  preparacion_minutos integer,
  entrega_estimada timestamp(3) with time zone,
  entregado_en timestamp(3) with time zone,
  codigo_envio text,
  vence_en timestamp(3) with time zone,
  olvidar_en timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  creado_en timestamp(3) with time zone NOT NULL,
  CONSTRAINT pedidos_check CHECK (((descuento >= 0) AND (descuento <= lineas_monto))),
  CONSTRAINT pedidos_check1 CHECK (((entrega_tipo = 'retiro'::text) = (codigo_retiro IS NOT NULL))),
  CONSTRAINT pedidos_comercio_id_fkey FOREIGN KEY (comercio_id) REFERENCES comercios(id),
  CONSTRAINT pedidos_comprador FOREIGN KEY (comprador_id) REFERENCES clientes(id),
  CONSTRAINT pedidos_cupon_id_fkey FOREIGN KEY (cupon_id) REFERENCES cupones(id),
  CONSTRAINT pedidos_entrega_tipo_check CHECK ((entrega_tipo = ANY (ARRAY['domicilio'::text, 'retiro'::text]))),
  CONSTRAINT pedidos_envio_monto_check CHECK ((envio_monto >= 0)),
  CONSTRAINT pedidos_estado_check CHECK ((estado = ANY (ARRAY['pendiente'::text, 'confirmado'::text, 'en_preparacion'::text, 'listo'::text, 'en_camino'::text, 'entregado'::text, 'cancelado'::text, 'rechazado'::text, 'expirado'::text]))),
  CONSTRAINT pedidos_impuesto_check CHECK ((impuesto >= 0)),
  CONSTRAINT pedidos_impuesto_incluido_check CHECK ((impuesto_incluido >= 0)),
  CONSTRAINT pedidos_lineas_monto_check CHECK ((lineas_monto >= 0)),
  CONSTRAINT pedidos_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT pedidos_numero_key UNIQUE (numero),
  CONSTRAINT pedidos_pkey PRIMARY KEY (id),
  CONSTRAINT pedidos_suman CHECK ((total = (((lineas_monto - descuento) + envio_monto) + impuesto)))
);

CREATE TABLE periodos (
  mes date NOT NULL,
  estado estado_periodo NOT NULL DEFAULT 'abierto'::estado_periodo,
  abierto_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  caliente boolean NOT NULL DEFAULT true,
  generacion integer NOT NULL DEFAULT 0,
  archivada integer,
  manifiesto jsonb,
  manifiesto_nuevo jsonb,
  cambiado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  separado_en timestamp(3) with time zone,
  restaurado_en timestamp(3) with time zone,
  problema jsonb,
  turno bigint NOT NULL DEFAULT 0,
  CONSTRAINT periodos_mes_check CHECK ((mes = date_trunc('month'::text, (mes)::timestamp with time zone))),
  CONSTRAINT periodos_pkey PRIMARY KEY (mes)
);

CREATE TYPE pliegue_envio (
  estado tipo_traza,
  motivo text,
  fuera_de_lugar integer
);

CREATE TABLE productos (
  id uuid NOT NULL,
  comercio_id uuid NOT NULL,
  sku text NOT NULL,
  nombre text NOT NULL,
  descripcion text,
  precio bigint NOT NULL,
  moneda text NOT NULL,
  categoria text NOT NULL,
  peso_g integer NOT NULL,
  disponible boolean NOT NULL,
  atributos jsonb NOT NULL,
  opciones jsonb NOT NULL,
  temporada_desde timestamp(3) with time zone,
  temporada_hasta timestamp(3) with time zone,
  con_existencias boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT productos_check CHECK ((temporada_hasta > temporada_desde)),
  CONSTRAINT productos_comercio_id_categoria_fkey FOREIGN KEY (comercio_id, categoria) REFERENCES categorias(comercio_id, codigo),
  CONSTRAINT productos_comercio_id_fkey FOREIGN KEY (comercio_id) REFERENCES comercios(id),
  CONSTRAINT productos_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT productos_peso_g_check CHECK ((peso_g >= 0)),
  CONSTRAINT productos_pkey PRIMARY KEY (id),
  CONSTRAINT productos_precio_check CHECK ((precio >= 0)),
  CONSTRAINT productos_sku UNIQUE (comercio_id, sku)
);

CREATE TABLE programaciones (
  id uuid NOT NULL,
  semilla text,
  nombre text,
  tipo text NOT NULL,
  parametros jsonb NOT NULL,
  cron text,
  cada_s integer,
  zona text NOT NULL,
  solapamiento solapamiento NOT NULL,
  ventana_s integer NOT NULL,
  dispersion_s integer NOT NULL,
  limite_s integer,
  pausada boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  proxima_en timestamp(3) with time zone,
  omitidas integer NOT NULL DEFAULT 0,
  omitida_en timestamp(3) with time zone,
  vacia_en timestamp(3) with time zone,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  actualizada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  eliminada_en timestamp(3) with time zone,
  CONSTRAINT programaciones_check CHECK (((num_nonnulls(cron, cada_s) = 1) OR (pausada AND (num_nonnulls(cron, cada_s) = 0)))),
  CONSTRAINT programaciones_pkey PRIMARY KEY (id),
  CONSTRAINT programaciones_semilla_key UNIQUE (semilla)
);

CREATE TABLE purgas (
  id uuid NOT NULL,
  cliente_id uuid NOT NULL,
  solicitada_por text NOT NULL,
  motivo text NOT NULL,
  solicitada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  terminada_en timestamp(3) with time zone,
  envios integer NOT NULL DEFAULT 0,
  periodos jsonb NOT NULL DEFAULT '[]'::jsonb,
  CONSTRAINT purgas_pkey PRIMARY KEY (id)
);

CREATE TABLE rechazos (
  id uuid NOT NULL,
  tanda_id uuid NOT NULL,
  indice integer NOT NULL,
  recibida_en timestamp(3) with time zone NOT NULL,
  rechazada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  id_evento uuid NOT NULL,
  codigo text NOT NULL,
  razon text NOT NULL,
  detalle text,
  cuerpo text NOT NULL,
  estado estado_rechazo NOT NULL DEFAULT 'abierto'::estado_rechazo,
  intentos integer NOT NULL DEFAULT 0,
  intentado_en timestamp(3) with time zone,
  resuelto_en timestamp(3) with time zone,
  resuelto_por text,
  resuelto_motivo text,
  CONSTRAINT rechazos_check CHECK (((estado = 'abierto'::estado_rechazo) = (resuelto_en IS NULL))),
  CONSTRAINT rechazos_pkey PRIMARY KEY (id),
  CONSTRAINT rechazos_tanda_id_indice_key UNIQUE (tanda_id, indice)
);

CREATE TABLE reembolsos (
  id uuid NOT NULL,
  pago_id uuid NOT NULL,
  monto bigint NOT NULL,
  moneda text NOT NULL,
  motivo text NOT NULL,
  estado text NOT NULL,
  por text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT reembolsos_estado_check CHECK ((estado = ANY (ARRAY['pendiente'::text, 'hecho'::text, 'fallido'::text]))),
  CONSTRAINT reembolsos_monto_check CHECK ((monto > 0)),
  CONSTRAINT reembolsos_pago_id_fkey FOREIGN KEY (pago_id) REFERENCES pagos(id),
  CONSTRAINT reembolsos_pkey PRIMARY KEY (id)
);

CREATE TABLE refrescos (
  modelo text NOT NULL,
  mes date NOT NULL,
  filas bigint NOT NULL DEFAULT 0,
  plegadas bigint NOT NULL DEFAULT 0,
  ms integer NOT NULL DEFAULT 0,
  refrescado_en timestamp(3) with time zone,
  pendiente_desde timestamp(3) with time zone,
  muertas bigint NOT NULL DEFAULT 0,
  CONSTRAINT refrescos_pkey PRIMARY KEY (modelo, mes)
);

CREATE TABLE remanentes (
  envio_id uuid NOT NULL,
  sale boolean NOT NULL DEFAULT false,
  xid bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
  CONSTRAINT remanentes_pkey PRIMARY KEY (envio_id)
);

CREATE TABLE resto_envios_detalle (
  id uuid NOT NULL,
  cliente_id uuid,
  transportista_id uuid,
  creado_en timestamp(3) with time zone,
  estado tipo_traza,
  bultos integer,
  peso_g integer,
  total_trazas integer,
  ultima_traza_en timestamp with time zone,
  fecha_estimada timestamp(3) with time zone,
  ultimo_centro_id uuid,
  primera_traza_en timestamp with time zone,
  anomalias_reloj integer,
  anomalias_lugar integer,
  destino_region text,
  motivo text,
  anomalia text,
  codigo text,
  referencia text,
  cliente_nombre text,
  transportista_nombre text,
  destinatario_nombre text,
  destinatario_telefono text,
  destinatario_email text,
  origen_direccion text,
  origen_ciudad text,
  origen_region text,
  origen_pais character(2),
  origen_codigo_postal text,
  origen_lat double precision,
  origen_lon double precision,
  destino_direccion text,
  destino_ciudad text,
  destino_pais character(2),
  destino_codigo_postal text,
  destino_lat double precision,
  destino_lon double precision,
  mes date NOT NULL,
  CONSTRAINT resto_envios_detalle_pkey PRIMARY KEY (id)
);

CREATE TABLE revocaciones (
  id bigint NOT NULL,
  en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  tipo text NOT NULL,
  sujeto_id uuid NOT NULL,
  sello integer,
  CONSTRAINT revocaciones_pkey PRIMARY KEY (id),
  CONSTRAINT revocaciones_tipo_check CHECK ((tipo = ANY (ARRAY['usuario'::text, 'sesion'::text, 'clave'::text])))
);

CREATE TABLE secretos (
  nombre text NOT NULL,
  valor bytea NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT secretos_pkey PRIMARY KEY (nombre)
);

CREATE TABLE seguimientos (
  id uuid NOT NULL,
  huella bytea NOT NULL,
  codigo text NOT NULL,
  creado_por text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  expira_en timestamp(3) with time zone NOT NULL,
  revocado_en timestamp(3) with time zone,
  CONSTRAINT seguimientos_codigo_fkey FOREIGN KEY (codigo) REFERENCES codigos_envio(codigo) ON DELETE CASCADE,
  CONSTRAINT seguimientos_huella_key UNIQUE (huella),
  CONSTRAINT seguimientos_pkey PRIMARY KEY (id)
);

CREATE TABLE sesion_refrescos (
  huella bytea NOT NULL,
  sesion_id uuid NOT NULL,
  emitido_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  usado_en timestamp(3) with time zone,
  borrar_en timestamp(3) with time zone NOT NULL DEFAULT (now() + '30 days'::interval),
  CONSTRAINT sesion_refrescos_pkey PRIMARY KEY (huella),
  CONSTRAINT sesion_refrescos_sesion_id_fkey FOREIGN KEY (sesion_id) REFERENCES sesiones(id) ON DELETE CASCADE
);

CREATE TABLE sesiones (
  id uuid NOT NULL,
  usuario_id uuid NOT NULL,
  creada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  usada_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  vence_en timestamp(3) with time zone NOT NULL,
  borrar_en timestamp(3) with time zone NOT NULL,
  terminada_en timestamp(3) with time zone,
  fin text,
  segundo_factor boolean NOT NULL DEFAULT false,
  origen text NOT NULL,
  ip text,
  agente text,
  CONSTRAINT sesiones_pkey PRIMARY KEY (id),
  CONSTRAINT sesiones_usuario_id_fkey FOREIGN KEY (usuario_id) REFERENCES usuarios(id) ON DELETE CASCADE
);

CREATE TABLE tandas (
  id uuid NOT NULL,
  sal bigint NOT NULL,
  recibida_en timestamp(3) with time zone NOT NULL,
  aplicada_en timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  ids_evento uuid[] NOT NULL,
  resultados text NOT NULL,
  problemas jsonb,
  CONSTRAINT tandas_check CHECK ((length(resultados) = cardinality(ids_evento))),
  CONSTRAINT tandas_pkey PRIMARY KEY (id)
);

CREATE TABLE tramite_partes (
  tramite_id uuid NOT NULL,
  numero integer NOT NULL,
  contenido bytea NOT NULL,
  CONSTRAINT tramite_partes_pkey PRIMARY KEY (tramite_id, numero),
  CONSTRAINT tramite_partes_tramite_id_fkey FOREIGN KEY (tramite_id) REFERENCES tramites(id) ON DELETE CASCADE
);

CREATE TABLE tramites (
  id uuid NOT NULL,
  tipo text NOT NULL,
  usuario_id uuid NOT NULL,
  estado text NOT NULL DEFAULT 'pendiente'::text,
  huella bytea,
  pedido_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  intentar_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  intentos integer NOT NULL DEFAULT 0,
  problema text,
  terminado_en timestamp(3) with time zone,
  vence_en timestamp(3) with time zone,
  CONSTRAINT tramites_estado_check CHECK ((estado = ANY (ARRAY['pendiente'::text, 'comprobando'::text, 'completo'::text]))),
  CONSTRAINT tramites_huella_key UNIQUE (huella),
  CONSTRAINT tramites_pkey PRIMARY KEY (id),
  CONSTRAINT tramites_tipo_check CHECK ((tipo = ANY (ARRAY['datos'::text, 'baja'::text]))),
  CONSTRAINT tramites_usuario_id_fkey FOREIGN KEY (usuario_id) REFERENCES usuarios(id)
);

CREATE TABLE transportistas (
  id uuid NOT NULL,
  nombre text NOT NULL,
  codigo text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT transportistas_codigo_key UNIQUE (codigo),
  CONSTRAINT transportistas_pkey PRIMARY KEY (id)
);

CREATE TABLE trazas (
  envio_id uuid NOT NULL,
  id_evento uuid NOT NULL,
  ocurrido_en timestamp(3) with time zone NOT NULL,
  recibido_en timestamp(3) with time zone NOT NULL,
  secuencia bigint,
  lat double precision,
  lon double precision,
  tipo tipo_traza NOT NULL,
  centro_id uuid,
  dispositivo_id uuid,
  anulada_por uuid,
  motivo text,
  lugar text,
  datos jsonb,
  enviado_en timestamp(3) with time zone,
  ocurrido_en_dispositivo timestamp(3) with time zone,
  CONSTRAINT trazas_pkey PRIMARY KEY (envio_id, id_evento)
) PARTITION BY RANGE (envio_id);

CREATE TABLE trazas_en_espera (
  tanda_id uuid NOT NULL,
  indice integer NOT NULL,
  vence_en timestamp(3) with time zone NOT NULL,
  codigo text NOT NULL,
  cuerpo text NOT NULL,
  CONSTRAINT trazas_en_espera_pkey PRIMARY KEY (tanda_id, indice)
);

CREATE TABLE turno_archivo (
  unico boolean NOT NULL DEFAULT true,
  numero bigint NOT NULL,
  CONSTRAINT turno_archivo_pkey PRIMARY KEY (unico),
  CONSTRAINT turno_archivo_unico_check CHECK (unico)
);

CREATE TABLE usuarios (
  id uuid NOT NULL,
  email text,
  email_unico text,
  email_verificado boolean NOT NULL DEFAULT false,
  clave_hash text,
  nombre text NOT NULL,
  telefono text,
  fecha_nacimiento date,
  foto text,
  idioma text,
  zona text,
  roles text[] NOT NULL,
  cliente_id uuid,
  comercio_id uuid,
  transportista_id uuid,
  repartidor_id uuid,
  preferencias jsonb NOT NULL DEFAULT '{}'::jsonb,
  totp_secreto bytea,
  totp_activo_en timestamp(3) with time zone,
  totp_ultimo_paso bigint,
  totp_recuperacion bytea[] NOT NULL DEFAULT '{}'::bytea[],
  sello integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  bloqueado_en timestamp(3) with time zone,
  borrado_en timestamp(3) with time zone,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  cliente_propio_id uuid,
  CONSTRAINT usuarios_cliente_id_fkey FOREIGN KEY (cliente_id) REFERENCES clientes(id),
  CONSTRAINT usuarios_cliente_propio_id_fkey FOREIGN KEY (cliente_propio_id) REFERENCES clientes(id),
  CONSTRAINT usuarios_email_unico_key UNIQUE (email_unico),
  CONSTRAINT usuarios_pkey PRIMARY KEY (id),
  CONSTRAINT usuarios_transportista_id_fkey FOREIGN KEY (transportista_id) REFERENCES transportistas(id)
);

CREATE TABLE vales (
  id uuid NOT NULL,
  huella bytea NOT NULL,
  inicial bigint NOT NULL,
  saldo bigint NOT NULL,
  moneda text NOT NULL,
  expira_en timestamp(3) with time zone,
  creado_por text NOT NULL,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT vales_check CHECK (((0 <= saldo) AND (saldo <= inicial))),
  CONSTRAINT vales_huella_key UNIQUE (huella),
  CONSTRAINT vales_inicial_check CHECK ((inicial > 0)),
  CONSTRAINT vales_moneda_check CHECK ((moneda ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT vales_pkey PRIMARY KEY (id)
);

CREATE TABLE webhook_intentos (
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  evento_id text NOT NULL,
  tipo text NOT NULL,
  intento integer NOT NULL,
  empezado_en timestamp(3) with time zone NOT NULL,
  duracion_ms integer NOT NULL,
  respuesta integer,
  error text,
  borrar_en timestamp(3) with time zone NOT NULL,
  CONSTRAINT webhook_intentos_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_intentos_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
);

CREATE TABLE webhook_secretos (
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  secreto bytea NOT NULL,
  vence_en timestamp(3) with time zone,
  CONSTRAINT webhook_secretos_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_secretos_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
);

CREATE TABLE webhooks (
  id uuid NOT NULL,
  url text NOT NULL,
  tipos text[] NOT NULL,
  descripcion text,
  activo boolean NOT NULL,
  razon text,
  principal text NOT NULL,
  cliente_id uuid,
  transportista_id uuid,
  falla_desde timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  creado_en timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT webhooks_pkey PRIMARY KEY (id),
  CONSTRAINT webhooks_razon_check CHECK ((razon = ANY (ARRAY['respondio-410'::text, 'sin-respuesta'::text, 'sin-derechos'::text])))
);

CREATE TABLE zonas_lectura (
  modelo text NOT NULL,
  mes date NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  zona jsonb NOT NULL,
  CONSTRAINT zonas_lectura_pkey PRIMARY KEY (modelo, mes)
);

CREATE UNIQUE INDEX anulaciones_envio_id_id_evento_key ON public.anulaciones USING btree (envio_id, id_evento);

CREATE INDEX auditoria_accion_id_idx ON public.auditoria USING btree (accion, id);

CREATE INDEX auditoria_actor_id_id_idx ON public.auditoria USING btree (actor_id, id);

CREATE INDEX auditoria_objeto_tipo_objeto_id_id_idx ON public.auditoria USING btree (objeto_tipo, objeto_id, id);

CREATE INDEX bitacora_por_numerar ON public.bitacora USING btree (id) WHERE (posicion IS NULL);

CREATE UNIQUE INDEX bitacora_posicion ON public.bitacora USING btree (posicion) WHERE (posicion IS NOT NULL);

CREATE UNIQUE INDEX bloques_codigos_desde_key ON public.bloques_codigos USING btree (desde);

CREATE UNIQUE INDEX centros_codigo_key ON public.centros USING btree (codigo);

CREATE INDEX centros_lista ON public.centros USING gin (array_to_tsvector(palabras_de(((((((nombre || ' '::text) || codigo) || ' '::text) || ciudad) || ' '::text) || region))));

CREATE INDEX clave_secretos_clave_id_idx ON public.clave_secretos USING btree (clave_id);

CREATE INDEX claves_cliente_id_idx ON public.claves USING btree (cliente_id) WHERE (cliente_id IS NOT NULL);

CREATE INDEX claves_idempotencia_creada_en ON public.claves_idempotencia USING btree (creada_en);

CREATE INDEX claves_transportista_id_idx ON public.claves USING btree (transportista_id) WHERE (transportista_id IS NOT NULL);

CREATE INDEX claves_usuario_id_idx ON public.claves USING btree (usuario_id) WHERE (usuario_id IS NOT NULL);

CREATE INDEX clientes_busqueda ON public.clientes USING gin (array_to_tsvector(palabras_de(nombre)));

CREATE INDEX clientes_lista ON public.clientes USING gin (array_to_tsvector(palabras_de(((((nombre || ' '::text) || COALESCE(documento, ''::text)) || ' '::text) || COALESCE(email, ''::text)))));

CREATE UNIQUE INDEX comercios_cliente ON public.comercios USING btree (cliente_id);

CREATE INDEX comercios_lista ON public.comercios USING gin (array_to_tsvector(palabras_de(((((((nombre || ' '::text) || COALESCE(cocina, ''::text)) || ' '::text) || COALESCE(descripcion, ''::text)) || ' '::text) || ciudad))));

CREATE INDEX comercios_lugar ON public.comercios USING btree (lat, lon);

CREATE INDEX cupon_usos_cupon_id_comprador_id_idx ON public.cupon_usos USING btree (cupon_id, comprador_id);

CREATE UNIQUE INDEX cupones_codigo ON public.cupones USING btree (codigo);

CREATE INDEX ejecuciones_abiertas ON public.ejecuciones USING btree (programacion_id, id) WHERE (estado = ANY (ARRAY['en_cola'::estado_ejecucion, 'en_curso'::estado_ejecucion]));

CREATE INDEX ejecuciones_programacion ON public.ejecuciones USING btree (programacion_id, id);

CREATE INDEX ejecuciones_terminadas ON public.ejecuciones USING btree (terminada_en) WHERE (terminada_en IS NOT NULL);

CREATE UNIQUE INDEX ejecuciones_una_en_curso ON public.ejecuciones USING btree (programacion_id) WHERE ((estado = 'en_curso'::estado_ejecucion) AND (NOT simulacro));

CREATE UNIQUE INDEX ejecuciones_una_por_hora ON public.ejecuciones USING btree (programacion_id, prevista_en);

CREATE INDEX encargos_de_sujeto ON public.encargos USING btree (oficio, destino, sujeto, orden) WHERE ((estado = 'pendiente'::text) AND (sujeto IS NOT NULL));

CREATE INDEX encargos_muertos ON public.encargos USING btree (oficio, id) WHERE (estado = 'muerto'::text);

CREATE UNIQUE INDEX encargos_oficio_destino_hecho_key ON public.encargos USING btree (oficio, destino, hecho);

CREATE INDEX encargos_pendientes ON public.encargos USING btree (oficio, destino, disponible_en, id) WHERE (estado = 'pendiente'::text);

CREATE INDEX encargos_terminados ON public.encargos USING btree (terminado_en) WHERE (estado = ANY (ARRAY['hecho'::text, 'descartado'::text]));

CREATE INDEX envios_busqueda ON ONLY public.envios USING gin (vector_busqueda(codigo, referencia, destinatario_nombre, destino_ciudad, destinatario_telefono, origen_direccion, destino_direccion, cliente_id));

CREATE INDEX fichas_usuario_id_idx ON public.fichas USING btree (usuario_id);

CREATE INDEX fichas_vence_en_idx ON public.fichas USING btree (vence_en);

CREATE INDEX hechos_pago_sujeto_id_id_idx ON public.hechos_pago USING btree (sujeto_id, id);

CREATE INDEX hechos_pedido_sujeto_id_id_idx ON public.hechos_pedido USING btree (sujeto_id, id);

CREATE INDEX identidades_usuario_id_idx ON public.identidades USING btree (usuario_id);

CREATE INDEX importacion_lotes_pendientes ON public.importacion_lotes USING btree (intentos, numero, importacion_id) WHERE (terminado_en IS NULL);

CREATE INDEX inicios_externos_vence_en_idx ON public.inicios_externos USING btree (vence_en);

CREATE INDEX lector_apartados_abiertos ON public.lector_apartados USING btree (lector, id) WHERE (estado = ANY (ARRAY['apartado'::text, 'por_repetir'::text]));

CREATE UNIQUE INDEX llaves_firma_actual ON public.llaves_firma USING btree ((true)) WHERE (retirada_en IS NULL);

CREATE INDEX movimientos_producto_id_id_idx ON public.movimientos USING btree (producto_id, id);

CREATE UNIQUE INDEX movimientos_una_vez ON public.movimientos USING btree (pedido_id, producto_id, razon);

CREATE INDEX pagos_pedido_id_id_idx ON public.pagos USING btree (pedido_id, id);

CREATE INDEX palabras_comienzo ON public.palabras USING btree (palabra COLLATE "C");

CREATE INDEX palabras_variantes ON public.palabras USING gin (variantes);

CREATE INDEX pedidos_abiertos ON public.pedidos USING btree (estado, id) WHERE (estado <> ALL (ARRAY['entregado'::text, 'cancelado'::text, 'rechazado'::text, 'expirado'::text]));

CREATE INDEX pedidos_busqueda ON public.pedidos USING gin (array_to_tsvector(palabras_de((((((numero)::text || ' '::text) || COALESCE(contacto_nombre, ''::text)) || ' '::text) || COALESCE(codigo_envio, ''::text)))));

CREATE INDEX pedidos_comercio ON public.pedidos USING btree (comercio_id, id);

CREATE INDEX pedidos_compra ON public.pedidos USING btree (compra_id) WHERE (compra_id IS NOT NULL);

CREATE INDEX pedidos_comprador_lista ON public.pedidos USING btree (comprador_id, id);

CREATE INDEX pedidos_envio ON public.pedidos USING btree (codigo_envio) WHERE (codigo_envio IS NOT NULL);

CREATE UNIQUE INDEX pedidos_numero_key ON public.pedidos USING btree (numero);

CREATE INDEX pedidos_se_olvidan ON public.pedidos USING btree (olvidar_en) WHERE (olvidar_en IS NOT NULL);

CREATE INDEX pedidos_vencen ON public.pedidos USING btree (vence_en) WHERE (vence_en IS NOT NULL);

CREATE INDEX productos_atributos ON public.productos USING gin (atributos jsonb_path_ops);

CREATE INDEX productos_de_categoria ON public.productos USING btree (comercio_id, categoria, id);

CREATE INDEX productos_lista ON public.productos USING gin (array_to_tsvector(palabras_de(((((nombre || ' '::text) || sku) || ' '::text) || COALESCE(descripcion, ''::text)))));

CREATE UNIQUE INDEX productos_sku ON public.productos USING btree (comercio_id, sku);

CREATE UNIQUE INDEX programaciones_semilla_key ON public.programaciones USING btree (semilla);

CREATE INDEX rechazos_abiertos ON public.rechazos USING btree (intentado_en NULLS FIRST, id) WHERE (estado = 'abierto'::estado_rechazo);

CREATE INDEX rechazos_codigo ON public.rechazos USING btree (codigo, id);

CREATE UNIQUE INDEX rechazos_tanda_id_indice_key ON public.rechazos USING btree (tanda_id, indice);

CREATE INDEX reembolsos_pago_id_id_idx ON public.reembolsos USING btree (pago_id, id);

CREATE INDEX revocaciones_en_idx ON public.revocaciones USING btree (en);

CREATE INDEX seguimientos_codigo_id_idx ON public.seguimientos USING btree (codigo, id);

CREATE INDEX seguimientos_expira_en_idx ON public.seguimientos USING btree (expira_en);

CREATE UNIQUE INDEX seguimientos_huella_key ON public.seguimientos USING btree (huella);

CREATE INDEX sesion_refrescos_borrar_en_idx ON public.sesion_refrescos USING btree (borrar_en);

CREATE INDEX sesion_refrescos_sesion_id_emitido_en_idx ON public.sesion_refrescos USING btree (sesion_id, emitido_en);

CREATE INDEX sesiones_borrar_en_idx ON public.sesiones USING btree (borrar_en);

CREATE INDEX sesiones_usuario_id_id_idx ON public.sesiones USING btree (usuario_id, id);

CREATE UNIQUE INDEX tramites_huella_key ON public.tramites USING btree (huella);

CREATE INDEX tramites_intentar_en_idx ON public.tramites USING btree (intentar_en) WHERE (estado <> 'completo'::text);

CREATE UNIQUE INDEX tramites_una_baja ON public.tramites USING btree (usuario_id) WHERE (tipo = 'baja'::text);

CREATE INDEX tramites_usuario_id_tipo_idx ON public.tramites USING btree (usuario_id, tipo);

CREATE INDEX tramites_vence_en_idx ON public.tramites USING btree (vence_en) WHERE (vence_en IS NOT NULL);

CREATE UNIQUE INDEX transportistas_codigo_key ON public.transportistas USING btree (codigo);

CREATE INDEX transportistas_lista ON public.transportistas USING gin (array_to_tsvector(palabras_de(((nombre || ' '::text) || codigo))));

CREATE INDEX trazas_en_espera_codigo ON public.trazas_en_espera USING btree (codigo);

CREATE INDEX trazas_en_espera_vence_en ON public.trazas_en_espera USING btree (vence_en);

CREATE INDEX trazas_epcis_evento ON ONLY public.trazas USING btree (id_evento_epcis(datos, id_evento)) WHERE (datos ? 'epcis'::text);

CREATE INDEX trazas_epcis_ocurrido ON ONLY public.trazas USING btree (ocurrido_en, id_evento_epcis(datos, id_evento)) WHERE (datos ? 'epcis'::text);

CREATE INDEX trazas_epcis_recibido ON ONLY public.trazas USING btree (recibido_en, id_evento_epcis(datos, id_evento)) WHERE (datos ? 'epcis'::text);

CREATE INDEX usuarios_cliente_id_idx ON public.usuarios USING btree (cliente_id) WHERE (cliente_id IS NOT NULL);

CREATE UNIQUE INDEX usuarios_email_unico_key ON public.usuarios USING btree (email_unico);

CREATE INDEX usuarios_roles_idx ON public.usuarios USING gin (roles);

CREATE UNIQUE INDEX vales_huella_key ON public.vales USING btree (huella);

CREATE UNIQUE INDEX vm_kpi_diario_ajuste_clase_cliente_id_dia_transportista_id__idx ON public.vm_kpi_diario_ajuste USING btree (clase, cliente_id, dia, transportista_id, region, origen, clave, vence, movido);

CREATE INDEX webhook_intentos_de ON public.webhook_intentos USING btree (webhook_id, id);

CREATE INDEX webhook_intentos_vencidos ON public.webhook_intentos USING btree (borrar_en);

CREATE INDEX webhook_secretos_de ON public.webhook_secretos USING btree (webhook_id, id);

CREATE INDEX webhook_secretos_vencidos ON public.webhook_secretos USING btree (vence_en) WHERE (vence_en IS NOT NULL);

CREATE INDEX webhooks_activos ON public.webhooks USING btree (id) WHERE activo;

CREATE INDEX webhooks_de_cliente ON public.webhooks USING btree (cliente_id, id) WHERE (cliente_id IS NOT NULL);

CREATE INDEX webhooks_de_principal ON public.webhooks USING btree (principal, id);

CREATE INDEX webhooks_de_transportista ON public.webhooks USING btree (transportista_id, id) WHERE (transportista_id IS NOT NULL);

CREATE VIEW def_envios_detalle AS
 SELECT e.id,
    e.cliente_id,
    e.transportista_id,
    e.creado_en,
    (f.final).estado AS estado,
    e.bultos,
    e.peso_g,
    f.total_trazas,
    f.ultima_traza_en,
    e.fecha_estimada,
    f.ultimo_centro_id,
    f.primera_traza_en,
    f.anomalias_reloj,
    (f.final).fuera_de_lugar AS anomalias_lugar,
    e.destino_region,
    (f.final).motivo AS motivo,
    clase_de_anomalias(f.anomalias_reloj, (f.final).fuera_de_lugar) AS anomalia,
    e.codigo,
    e.referencia,
    c.nombre AS cliente_nombre,
    t.nombre AS transportista_nombre,
    e.destinatario_nombre,
    e.destinatario_telefono,
    e.destinatario_email,
    e.origen_direccion,
    e.origen_ciudad,
    e.origen_region,
    e.origen_pais,
    e.origen_codigo_postal,
    e.origen_lat,
    e.origen_lon,
    e.destino_direccion,
    e.destino_ciudad,
    e.destino_pais,
    e.destino_codigo_postal,
    e.destino_lat,
    e.destino_lon,
    ( SELECT json_agg(json_build_object('idEvento', h.id_evento, 'tipo', h.tipo, 'motivo', h.motivo, 'lugar', COALESCE(h.lugar, ( SELECT ce.nombre
                   FROM centros ce
                  WHERE (ce.id = h.centro_id))), 'centroId', h.centro_id, 'lat', h.lat, 'lon', h.lon, 'ocurridoEn', ((date_part('epoch'::text, h.ocurrido_en) * (1000)::double precision))::bigint, 'ocurridoEnDispositivo', ((date_part('epoch'::text, h.ocurrido_en_dispositivo) * (1000)::double precision))::bigint, 'enviadoEn', ((date_part('epoch'::text, h.enviado_en) * (1000)::double precision))::bigint, 'recibidoEn', ((date_part('epoch'::text, h.recibido_en) * (1000)::double precision))::bigint, 'secuencia', h.secuencia, 'dispositivoId', h.dispositivo_id, 'datos', h.datos, 'anomala', (h.anomalia IS NOT NULL), 'anomalia', h.anomalia, 'anulada', (h.anulada_por IS NOT NULL)) ORDER BY h.ocurrido_en DESC, h.secuencia DESC, h.id_evento DESC) AS json_agg
           FROM ( SELECT t_1.envio_id,
                    t_1.id_evento,
                    t_1.ocurrido_en,
                    t_1.recibido_en,
                    t_1.secuencia,
                    t_1.lat,
                    t_1.lon,
                    t_1.tipo,
                    t_1.centro_id,
                    t_1.dispositivo_id,
                    t_1.anulada_por,
                    t_1.motivo,
                    t_1.lugar,
                    t_1.datos,
                    t_1.enviado_en,
                    t_1.ocurrido_en_dispositivo,
                    t_1.cuenta,
                    t_1.antes,
                    t_1.anomalia
                   FROM ( SELECT h_1.envio_id,
                            h_1.id_evento,
                            h_1.ocurrido_en,
                            h_1.recibido_en,
                            h_1.secuencia,
                            h_1.lat,
                            h_1.lon,
                            h_1.tipo,
                            h_1.centro_id,
                            h_1.dispositivo_id,
                            h_1.anulada_por,
                            h_1.motivo,
                            h_1.lugar,
                            h_1.datos,
                            h_1.enviado_en,
                            h_1.ocurrido_en_dispositivo,
                            h_1.cuenta,
                            h_1.antes,
                                CASE
                                    WHEN (h_1.anulada_por IS NOT NULL) THEN NULL::text
                                    WHEN (NOT h_1.cuenta) THEN 'reloj'::text
                                    WHEN esta_fuera_de_lugar((h_1.antes).estado, h_1.tipo) THEN 'lugar'::text
                                    ELSE NULL::text
                                END AS anomalia
                           FROM ( SELECT c_1.envio_id,
                                    c_1.id_evento,
                                    c_1.ocurrido_en,
                                    c_1.recibido_en,
                                    c_1.secuencia,
                                    c_1.lat,
                                    c_1.lon,
                                    c_1.tipo,
                                    c_1.centro_id,
                                    c_1.dispositivo_id,
                                    c_1.anulada_por,
                                    c_1.motivo,
                                    c_1.lugar,
                                    c_1.datos,
                                    c_1.enviado_en,
                                    c_1.ocurrido_en_dispositivo,
                                    c_1.cuenta,
                                    plegar(c_1.tipo, c_1.motivo) FILTER (WHERE (c_1.cuenta AND mueve_estado(c_1.tipo))) OVER (PARTITION BY c_1.envio_id ORDER BY c_1.ocurrido_en, c_1.secuencia, c_1.id_evento ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS antes
                                   FROM ( SELECT z.envio_id,
    z.id_evento,
    z.ocurrido_en,
    z.recibido_en,
    z.secuencia,
    z.lat,
    z.lon,
    z.tipo,
    z.centro_id,
    z.dispositivo_id,
    z.anulada_por,
    z.motivo,
    z.lugar,
    z.datos,
    z.enviado_en,
    z.ocurrido_en_dispositivo,
    ((z.anulada_por IS NULL) AND (NOT hora_imposible(z.ocurrido_en, z.recibido_en, e_1.creado_en))) AS cuenta
   FROM (trazas z
     JOIN envios e_1 ON ((e_1.id = z.envio_id)))) c_1) h_1) t_1
                  WHERE (t_1.envio_id = e.id)
                  ORDER BY (t_1.tipo = ANY (ARRAY['posicion'::tipo_traza, 'escaneo'::tipo_traza])), t_1.ocurrido_en DESC, t_1.secuencia DESC, t_1.id_evento DESC
                 LIMIT 100) h) AS historial,
    f.recogido_en,
    f.fallido_en,
        CASE
            WHEN ((f.final).estado <> 'entregado'::tipo_traza) THEN NULL::timestamp with time zone
            WHEN (NOT f.reabierto) THEN f.entregado_en
            ELSE ( SELECT min(z.ocurrido_en) AS min
               FROM trazas z
              WHERE ((z.envio_id = e.id) AND (z.tipo = 'entregado'::tipo_traza) AND (z.anulada_por IS NULL) AND (NOT hora_imposible(z.ocurrido_en, z.recibido_en, e.creado_en)) AND (NOT (EXISTS ( SELECT
                       FROM trazas a
                      WHERE ((a.envio_id = e.id) AND (a.tipo = ANY (ARRAY['reapertura'::tipo_traza, 'en_devolucion'::tipo_traza])) AND (a.anulada_por IS NULL) AND (NOT hora_imposible(a.ocurrido_en, a.recibido_en, e.creado_en)) AND (ROW(a.ocurrido_en, COALESCE(a.secuencia, '9223372036854775807'::bigint), a.id_evento) > ROW(z.ocurrido_en, COALESCE(z.secuencia, '9223372036854775807'::bigint), z.id_evento))))))))
        END AS entregado_en,
    f.motivos,
    f.motivos_en
   FROM (((envios e
     JOIN clientes c ON ((c.id = e.cliente_id)))
     JOIN transportistas t ON ((t.id = e.transportista_id)))
     LEFT JOIN LATERAL ( SELECT plegar(z.tipo, z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento) FILTER (WHERE (z.cuenta AND mueve_estado(z.tipo))) AS final,
            min(z.ocurrido_en) FILTER (WHERE z.cuenta) AS primera_traza_en,
            max(z.ocurrido_en) FILTER (WHERE z.cuenta) AS ultima_traza_en,
            (count(*))::integer AS total_trazas,
            (count(*) FILTER (WHERE ((z.anulada_por IS NULL) AND (NOT z.cuenta))))::integer AS anomalias_reloj,
            (array_agg(z.centro_id ORDER BY z.ocurrido_en, z.secuencia, z.id_evento) FILTER (WHERE z.cuenta))[count(*) FILTER (WHERE z.cuenta)] AS ultimo_centro_id,
            min(z.ocurrido_en) FILTER (WHERE ((z.tipo = 'recogido'::tipo_traza) AND z.cuenta)) AS recogido_en,
            min(z.ocurrido_en) FILTER (WHERE ((z.tipo = 'intento_fallido'::tipo_traza) AND z.cuenta)) AS fallido_en,
            min(z.ocurrido_en) FILTER (WHERE ((z.tipo = 'entregado'::tipo_traza) AND z.cuenta)) AS entregado_en,
            COALESCE(bool_or((z.tipo = ANY (ARRAY['reapertura'::tipo_traza, 'en_devolucion'::tipo_traza]))) FILTER (WHERE z.cuenta), false) AS reabierto,
            array_agg(z.motivo ORDER BY z.ocurrido_en, z.secuencia, z.id_evento) FILTER (WHERE ((z.motivo IS NOT NULL) AND z.cuenta)) AS motivos,
            array_agg(z.ocurrido_en ORDER BY z.ocurrido_en, z.secuencia, z.id_evento) FILTER (WHERE ((z.motivo IS NOT NULL) AND z.cuenta)) AS motivos_en
           FROM ( SELECT z_1.envio_id,
                    z_1.id_evento,
                    z_1.ocurrido_en,
                    z_1.recibido_en,
                    z_1.secuencia,
                    z_1.lat,
                    z_1.lon,
                    z_1.tipo,
                    z_1.centro_id,
                    z_1.dispositivo_id,
                    z_1.anulada_por,
                    z_1.motivo,
                    z_1.lugar,
                    z_1.datos,
                    z_1.enviado_en,
                    z_1.ocurrido_en_dispositivo,
                    ((z_1.anulada_por IS NULL) AND (NOT hora_imposible(z_1.ocurrido_en, z_1.recibido_en, e.creado_en))) AS cuenta
                   FROM trazas z_1
                  WHERE (z_1.envio_id = e.id)) z) f ON (true));

CREATE VIEW def_kpi_diario AS
 WITH h AS MATERIALIZED (
         SELECT hechos.signo,
            hechos.transportista_id,
            hechos.cliente_id,
            hechos.destino_region AS region,
            hechos.origen_region AS origen,
            hechos.estado,
            hechos.creado_en,
            hechos.fecha_estimada,
            hechos.entregado_en,
            hechos.fallido_en,
            hechos.motivos,
            hechos.motivos_en,
            hechos.anomalias_reloj,
            hechos.anomalias_lugar,
                CASE
                    WHEN es_terminal(hechos.estado) THEN '-infinity'::timestamp with time zone
                    ELSE COALESCE((date_trunc('hour'::text, (hechos.fecha_estimada AT TIME ZONE 'UTC'::text)) AT TIME ZONE 'UTC'::text), 'infinity'::timestamp with time zone)
                END AS vence,
                CASE
                    WHEN es_terminal(hechos.estado) THEN '-infinity'::timestamp with time zone
                    ELSE (date_trunc('hour'::text, (COALESCE(hechos.ultima_traza_en, hechos.creado_en) AT TIME ZONE 'UTC'::text)) AT TIME ZONE 'UTC'::text)
                END AS movido,
            ln((GREATEST((EXTRACT(epoch FROM (hechos.entregado_en - COALESCE(hechos.recogido_en, hechos.creado_en))) / (3600)::numeric), 0.02))::double precision) AS ln_horas
           FROM ( SELECT hechos_kpi_diario.estado,
                    hechos_kpi_diario.cliente_id,
                    hechos_kpi_diario.transportista_id,
                    hechos_kpi_diario.origen_region,
                    hechos_kpi_diario.destino_region,
                    hechos_kpi_diario.creado_en,
                    hechos_kpi_diario.fecha_estimada,
                    hechos_kpi_diario.ultima_traza_en,
                    hechos_kpi_diario.recogido_en,
                    hechos_kpi_diario.fallido_en,
                    hechos_kpi_diario.entregado_en,
                    hechos_kpi_diario.motivos,
                    hechos_kpi_diario.motivos_en,
                    hechos_kpi_diario.anomalias_reloj,
                    hechos_kpi_diario.anomalias_lugar,
                    hechos_kpi_diario.signo
                   FROM hechos_kpi_diario) hechos
        ), medidas AS (
         SELECT 'diario'::text AS clase,
            dia_de(h.creado_en) AS dia,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text AS origen,
            ''::text AS clave,
            '-infinity'::timestamp with time zone AS vence,
            '-infinity'::timestamp with time zone AS movido,
            h.signo AS creados,
            0 AS entregados,
            0 AS con_promesa,
            0 AS a_tiempo,
            0 AS primeros,
            0 AS primeros_bien,
            0 AS cuenta
           FROM h
        UNION ALL
         SELECT 'diario'::text,
            dia_de(h.entregado_en) AS dia_de,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            ''::text,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            h.signo,
            (h.signo * ((h.fecha_estimada IS NOT NULL))::integer),
            (h.signo * (COALESCE((h.entregado_en <= h.fecha_estimada), false))::integer),
            0,
            0,
            0
           FROM h
          WHERE (h.entregado_en IS NOT NULL)
        UNION ALL
         SELECT 'diario'::text,
            dia_de(LEAST(h.entregado_en, h.fallido_en)) AS dia_de,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            ''::text,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            0,
            0,
            0,
            h.signo,
            (h.signo * (COALESCE((h.entregado_en < COALESCE(h.fallido_en, 'infinity'::timestamp with time zone)), false))::integer),
            0
           FROM h
          WHERE (COALESCE(h.entregado_en, h.fallido_en) IS NOT NULL)
        UNION ALL
         SELECT 'estado'::text,
            '-infinity'::date,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            (h.estado)::text AS estado,
            h.vence,
            h.movido,
            0,
            0,
            0,
            0,
            0,
            0,
            h.signo
           FROM h
        UNION ALL
         SELECT 'transito'::text,
            dia_de(h.entregado_en) AS dia_de,
            h.transportista_id,
            h.cliente_id,
            h.region,
            h.origen,
            ((floor((h.ln_horas / ln((1.05)::double precision))))::integer)::text AS floor,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            0,
            0,
            0,
            0,
            0,
            h.signo
           FROM h
          WHERE (h.entregado_en IS NOT NULL)
        UNION ALL
         SELECT 'motivo'::text,
            dia_de(m.en) AS dia_de,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            m.motivo,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            0,
            0,
            0,
            0,
            0,
            h.signo
           FROM h,
            LATERAL ( SELECT unnest(h.motivos) AS motivo,
                    unnest(h.motivos_en) AS en) m
        UNION ALL
         SELECT 'anomalia'::text,
            '-infinity'::date,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            'reloj'::text,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            0,
            0,
            0,
            0,
            0,
            (h.signo * h.anomalias_reloj)
           FROM h
          WHERE (h.anomalias_reloj > 0)
        UNION ALL
         SELECT 'anomalia'::text,
            '-infinity'::date,
            h.transportista_id,
            h.cliente_id,
            h.region,
            ''::text,
            'lugar'::text,
            '-infinity'::timestamp with time zone,
            '-infinity'::timestamp with time zone,
            0,
            0,
            0,
            0,
            0,
            0,
            (h.signo * h.anomalias_lugar)
           FROM h
          WHERE (h.anomalias_lugar > 0)
        )
 SELECT clase,
    dia,
    transportista_id,
    COALESCE(cliente_id, '00000000-0000-0000-0000-000000000000'::uuid) AS cliente_id,
    region,
    origen,
    clave,
    vence,
    movido,
    NULLIF(sum(creados), 0) AS creados,
    NULLIF(sum(entregados), 0) AS entregados,
    NULLIF(sum(con_promesa), 0) AS con_promesa,
    NULLIF(sum(a_tiempo), 0) AS a_tiempo,
    NULLIF(sum(primeros), 0) AS primeros,
    NULLIF(sum(primeros_bien), 0) AS primeros_bien,
    NULLIF(sum(cuenta), 0) AS cuenta
   FROM medidas
  GROUP BY GROUPING SETS ((clase, dia, transportista_id, region, origen, clave, vence, movido), (clase, dia, transportista_id, region, origen, clave, vence, movido, cliente_id))
 HAVING ((sum(creados) <> 0) OR (sum(entregados) <> 0) OR (sum(con_promesa) <> 0) OR (sum(a_tiempo) <> 0) OR (sum(primeros) <> 0) OR (sum(primeros_bien) <> 0) OR (sum(cuenta) <> 0));

CREATE VIEW hechos_kpi_diario AS
 SELECT estado,
    cliente_id,
    transportista_id,
    origen_region,
    destino_region,
    creado_en,
    fecha_estimada,
    ultima_traza_en,
    recogido_en,
    fallido_en,
    entregado_en,
    motivos,
    motivos_en,
    anomalias_reloj,
    anomalias_lugar,
    1 AS signo
   FROM def_envios_detalle;

CREATE VIEW vista_envios_detalle AS
 SELECT id,
    cliente_id,
    transportista_id,
    creado_en,
    estado,
    bultos,
    peso_g,
    total_trazas,
    ultima_traza_en,
    fecha_estimada,
    ultimo_centro_id,
    primera_traza_en,
    anomalias_reloj,
    anomalias_lugar,
    destino_region,
    motivo,
    anomalia,
    codigo,
    referencia,
    cliente_nombre,
    transportista_nombre,
    destinatario_nombre,
    destinatario_telefono,
    destinatario_email,
    origen_direccion,
    origen_ciudad,
    origen_region,
    origen_pais,
    origen_codigo_postal,
    origen_lat,
    origen_lon,
    destino_direccion,
    destino_ciudad,
    destino_pais,
    destino_codigo_postal,
    destino_lat,
    destino_lon,
    ( SELECT f.historial
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS historial,
    ( SELECT f.recogido_en
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS recogido_en,
    ( SELECT f.fallido_en
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS fallido_en,
    ( SELECT f.entregado_en
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS entregado_en,
    ( SELECT f.motivos
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS motivos,
    ( SELECT f.motivos_en
           FROM def_envios_detalle f
          WHERE (f.id = d.id)) AS motivos_en,
    mes,
    'delta'::text AS fuente
   FROM delta_envios_detalle d;

CREATE OR REPLACE FUNCTION public.ajuste_kpi_diario()
 RETURNS SETOF hechos_kpi_diario
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public'
AS $function$
    DECLARE
      cambiado date;
    BEGIN
      FOR cambiado IN SELECT DISTINCT mes FROM public.delta_envios_detalle LOOP
        RETURN QUERY EXECUTE format(
          'SELECT h.estado, h.cliente_id, h.transportista_id, h.origen_region, h.destino_region, h.creado_en, h.fecha_estimada, h.ultima_traza_en, h.recogido_en, h.fallido_en, h.entregado_en, h.motivos, h.motivos_en, h.anomalias_reloj, h.anomalias_lugar, 1 FROM public.delta_envios_detalle d
     JOIN public.def_envios_detalle_%1$s h ON h.id = d.id WHERE d.mes = %2$L UNION ALL SELECT h.estado, h.cliente_id, h.transportista_id, h.origen_region, h.destino_region, h.creado_en, h.fecha_estimada, h.ultima_traza_en, h.recogido_en, h.fallido_en, h.entregado_en, h.motivos, h.motivos_en, h.anomalias_reloj, h.anomalias_lugar, -1 FROM public.delta_envios_detalle d
     JOIN public.vm_envios_detalle_%1$s h ON h.id = d.id WHERE d.mes = %2$L',
          to_char(cambiado, 'YYYY_MM'), cambiado);
      END LOOP;
    END
    $function$


CREATE OR REPLACE FUNCTION public.anotar_palabras()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION public.anotar_palabras(dichas text[])
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO palabras (palabra, variantes, sigue)
    SELECT comienzo, variantes_de(comienzo), sigue
    FROM (
      SELECT substring(dicha FROM '^[[:alpha:]]{4,40}') AS comienzo, bool_or(dicha !~ '^[[:alpha:]]{4,40}$') AS sigue
      FROM unnest(dichas) dicha WHERE dicha ~ '^[[:alpha:]]{4}' GROUP BY comienzo
    ) d
    WHERE NOT EXISTS (SELECT FROM palabras p WHERE p.palabra = d.comienzo AND (p.sigue OR NOT d.sigue))
    ORDER BY comienzo
  ON CONFLICT (palabra) DO UPDATE SET sigue = palabras.sigue OR EXCLUDED.sigue
$function$


CREATE OR REPLACE FUNCTION public.anotar_remanente()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION public.auditoria_solo_crece()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'rows of auditoria are only added' USING ERRCODE = 'insufficient_privilege';
END
$function$


CREATE OR REPLACE FUNCTION public.buscar_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION public.buscar_pocos_envios(consulta tsquery, desde uuid, hasta uuid, descendente boolean, limite integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET plan_cache_mode TO 'force_generic_plan'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION public.clase_de_anomalias(reloj integer, lugar integer)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((reloj > 0) AND (lugar > 0)) THEN 'reloj_lugar'::text WHEN (reloj > 0) THEN 'reloj'::text WHEN (lugar > 0) THEN 'lugar'::text ELSE NULL::text END


CREATE OR REPLACE FUNCTION public.consulta_busqueda(texto text, codigos text[])
 RETURNS tsquery
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
DECLARE
  pocas CONSTANT integer := 50;
  consulta tsquery;
  pedida text;
  variantes_pedidas text[];
  comienzos text[];
  termino tsquery;
  lexemas text;
  todas tsquery := (SELECT string_agg(quote_literal(p) || ':*', ' & ') FROM unnest(palabras_de(texto)) p)::tsquery;
BEGIN
  FOREACH pedida IN ARRAY palabras_de(texto) LOOP
    lexemas := NULL;
    comienzos := NULL;
    IF pedida ~ '^[[:alpha:]]{4,40}$' THEN
      SELECT array_agg(quote_literal(palabra) || CASE WHEN sigue THEN ':*' ELSE '' END) INTO comienzos
      FROM (
        -- As a range: what ^@ begins with must be known when it is planned.
        SELECT palabra, sigue FROM palabras
        WHERE palabra COLLATE "C" >= pedida AND palabra COLLATE "C" < pedida || chr(1114111) LIMIT pocas + 1
      ) p;
      comienzos := coalesce(comienzos, ARRAY[quote_literal(pedida)]);
    END IF;
    IF comienzos IS NULL OR cardinality(comienzos) > pocas THEN
      comienzos := ARRAY[quote_literal(pedida) || ':*'];
    END IF;
    IF pedida ~ '^[[:alpha:]]{3,40}$' THEN
      variantes_pedidas := variantes_de(pedida);
      WITH vecinas AS MATERIALIZED (SELECT palabra FROM palabras WHERE variantes && variantes_pedidas)
      SELECT string_agg(quote_literal(palabra), ' | ') INTO lexemas
      FROM (SELECT palabra FROM vecinas WHERE NOT palabra ^@ pedida ORDER BY palabra LIMIT 200) v;
    END IF;
    termino := concat_ws(' | ', array_to_string(comienzos, ' | '), lexemas)::tsquery;
    WITH nombrados AS MATERIALIZED (
      SELECT id, array_to_tsvector(palabras_de(nombre)) @@ todas AS entero
      FROM clientes WHERE array_to_tsvector(palabras_de(nombre)) @@ termino
    )
    SELECT string_agg(quote_literal('@' || id), ' | ') INTO lexemas
    FROM (SELECT id FROM nombrados ORDER BY entero DESC, id LIMIT 100) c;
    termino := concat_ws(' | ', termino::text, lexemas)::tsquery;
    consulta := CASE WHEN consulta IS NULL THEN termino ELSE consulta && termino END;
  END LOOP;
  SELECT string_agg(quote_literal(lower(e.codigo)), ' | ') INTO lexemas
  FROM codigos_envio e
  WHERE e.codigo = ANY (codigos) AND NOT EXISTS (SELECT FROM codigos_envio x WHERE x.codigo = upper(texto));
  RETURN CASE WHEN lexemas IS NULL THEN consulta ELSE consulta || lexemas::tsquery END;
END
$function$


CREATE OR REPLACE FUNCTION public.consulta_de_textos(textos text[], codigos text[])
 RETURNS tsquery
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT (string_agg((('('::text || (consulta_busqueda(t.texto, CASE t.orden WHEN 1 THEN consulta_de_textos.codigos ELSE '{}'::text[] END))::text) || ')'::text), ' | '::text ORDER BY t.orden))::tsquery AS string_agg FROM unnest(consulta_de_textos.textos) WITH ORDINALITY t(texto, orden))


CREATE OR REPLACE FUNCTION public.dia_de(instante timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((instante AT TIME ZONE zona_horaria()))::date


CREATE OR REPLACE FUNCTION public.distancia_m(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((((2)::numeric * 6371008.8))::double precision * asin(LEAST((1)::double precision, sqrt(((sin((radians((lat2 - lat1)) / (2)::double precision)) ^ (2)::double precision) + ((cos(radians(lat1)) * cos(radians(lat2))) * (sin((radians((lon2 - lon1)) / (2)::double precision)) ^ (2)::double precision)))))))


CREATE OR REPLACE FUNCTION public.es_terminal(estado tipo_traza)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (estado = ANY (ARRAY['entregado'::tipo_traza, 'devuelto'::tipo_traza, 'extraviado'::tipo_traza, 'siniestrado'::tipo_traza, 'cancelado'::tipo_traza]))


CREATE OR REPLACE FUNCTION public.esta_abierto(horarios jsonb, excepciones jsonb, zona text, instante timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT
RETURN (EXISTS (SELECT FROM ((((VALUES (0), (1)) hace(dias) CROSS JOIN LATERAL (SELECT (esta_abierto.instante AT TIME ZONE esta_abierto.zona) AS pared) reloj) CROSS JOIN LATERAL (SELECT ((reloj.pared)::date - hace.dias) AS dia, (minutos_de(to_char(reloj.pared, 'HH24:MI'::text)) + (1440 * hace.dias)) AS minuto) d) CROSS JOIN LATERAL (SELECT (e.value ->> 'abre'::text) AS abre, (e.value ->> 'cierra'::text) AS cierra FROM jsonb_array_elements(esta_abierto.excepciones) e(value) WHERE (((e.value ->> 'dia'::text) = (d.dia)::text) AND ((e.value ->> 'abre'::text) IS NOT NULL)) UNION ALL SELECT (h.value ->> 'abre'::text), (h.value ->> 'cierra'::text) FROM jsonb_array_elements(esta_abierto.horarios) h(value) WHERE (((h.value -> 'dias'::text) ? (ARRAY['lun'::text, 'mar'::text, 'mie'::text, 'jue'::text, 'vie'::text, 'sab'::text, 'dom'::text])[(EXTRACT(isodow FROM d.dia))::integer]) AND (NOT (EXISTS (SELECT FROM jsonb_array_elements(esta_abierto.excepciones) e(value) WHERE ((e.value ->> 'dia'::text) = (d.dia)::text)))))) horas) WHERE ((d.minuto >= minutos_de(horas.abre)) AND (d.minuto < (minutos_de(horas.cierra) + CASE WHEN (minutos_de(horas.cierra) <= minutos_de(horas.abre)) THEN 1440 ELSE 0 END)))))


CREATE OR REPLACE FUNCTION public.esta_archivado(id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT
RETURN ((EXISTS (SELECT FROM periodos p WHERE ((p.mes = mes_de(esta_archivado.id)) AND (p.archivada IS NOT NULL)))) AND (NOT (EXISTS (SELECT FROM remanentes r WHERE (r.envio_id = esta_archivado.id)))))


CREATE OR REPLACE FUNCTION public.esta_fuera_de_lugar(estado tipo_traza, tipo tipo_traza)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE tipo WHEN 'reapertura'::tipo_traza THEN (NOT es_terminal(estado)) WHEN 'en_devolucion'::tipo_traza THEN false ELSE (mueve_estado(tipo) AND es_terminal(estado)) END


CREATE OR REPLACE FUNCTION public.frontera_archivo()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((SELECT uuid_desde(((max(periodos.mes) + '1 mon'::interval) AT TIME ZONE 'UTC'::text)) AS uuid_desde FROM periodos WHERE (periodos.archivada IS NOT NULL)), '00000000-0000-0000-0000-000000000000'::uuid)


CREATE OR REPLACE FUNCTION public.hora_imposible(ocurrido_en timestamp with time zone, recibido_en timestamp with time zone, creado_en timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((ocurrido_en - recibido_en) > '00:05:00'::interval) OR ((creado_en - ocurrido_en) > '1 day'::interval))


CREATE OR REPLACE FUNCTION public.id_evento_epcis(datos jsonb, id_evento uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE(((datos -> 'epcis'::text) ->> 'eventID'::text), ('urn:uuid:'::text || (id_evento)::text))


CREATE OR REPLACE FUNCTION public.mes_de(id uuid)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (date_trunc('month'::text, (uuid_extract_timestamp(id) AT TIME ZONE 'UTC'::text)))::date


CREATE OR REPLACE FUNCTION public.minutos_de(hora text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((("left"(hora, 2))::integer * 60) + ("right"(hora, 2))::integer)


CREATE OR REPLACE FUNCTION public.mitad_md5(fila text, desde integer)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((reverse(substr(decode(md5(fila), 'hex'::text), desde, 8)))::bigint)::numeric


CREATE OR REPLACE FUNCTION public.movimientos_no_cambian()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RAISE EXCEPTION 'movimientos only grows'; END $function$


CREATE OR REPLACE FUNCTION public.mueve_estado(tipo tipo_traza)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (tipo <> ALL (ARRAY['escaneo'::tipo_traza, 'posicion'::tipo_traza, 'nota'::tipo_traza, 'estimacion'::tipo_traza]))


CREATE OR REPLACE FUNCTION public.numerar_bitacora(maximo integer, OUT numerados integer, OUT primera bigint, OUT ultima bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
BEGIN
  numerados := 0;
  IF EXISTS (SELECT FROM bitacora WHERE posicion IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('bitacora', 0));
    -- A new statement, a new snapshot: it sees what the last holder of the lock has numbered.
    UPDATE bitacora b SET posicion = n.posicion
    FROM (
      SELECT p.id, row_number() OVER (ORDER BY p.id) + coalesce((SELECT max(m.posicion) FROM bitacora m), 0) AS posicion
      FROM (SELECT s.id FROM bitacora s WHERE s.posicion IS NULL ORDER BY s.id LIMIT maximo) p
    ) n
    WHERE b.id = n.id;
    GET DIAGNOSTICS numerados = ROW_COUNT;
  END IF;
  SELECT coalesce(min(b.posicion), 0), coalesce(max(b.posicion), 0) INTO primera, ultima FROM bitacora b;
END
$function$


CREATE OR REPLACE FUNCTION public.palabras_de(texto text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 1000
RETURN array_remove(regexp_split_to_array(lower(extensiones.unaccent('extensiones.unaccent'::regdictionary, texto)), '[^[:alnum:]]+'::text), ''::text)


CREATE AGGREGATE plegar(tipo_traza,text) (SFUNC = plegar_traza, STYPE = pliegue_envio, INITCOND = '(registrado,,0)');

CREATE OR REPLACE FUNCTION public.plegar_traza(antes pliegue_envio, tipo tipo_traza, motivo text)
 RETURNS pliegue_envio
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
  IF NOT public.mueve_estado(tipo) THEN
    RETURN antes;
  ELSIF NOT public.esta_fuera_de_lugar(antes.estado, tipo) THEN
    RETURN ROW (CASE tipo WHEN 'reapertura' THEN 'en_transito' ELSE tipo END, motivo,
                antes.fuera_de_lugar)::public.pliegue_envio;
  ELSIF tipo = 'reapertura' THEN
    RETURN ROW ('en_transito', motivo, antes.fuera_de_lugar + 1)::public.pliegue_envio;
  END IF;
  RETURN ROW (antes.estado, antes.motivo, antes.fuera_de_lugar + 1)::public.pliegue_envio;
END
$function$


CREATE OR REPLACE FUNCTION public.plegar_trazas(antes pliegue_envio, tipos tipo_traza[], motivos text[])
 RETURNS pliegue_envio
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
  FOR i IN 1 .. coalesce(cardinality(tipos), 0) LOOP
    antes := public.plegar_traza(antes, tipos[i], motivos[i]);
  END LOOP;
  RETURN antes;
END
$function$


CREATE OR REPLACE FUNCTION public.unir_resultados(primero text, segundo text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT string_agg(CASE WHEN (t.p = '?'::text) THEN t.s ELSE t.p END, ''::text ORDER BY t.i) AS string_agg FROM UNNEST(string_to_array(unir_resultados.primero, NULL::text), string_to_array(unir_resultados.segundo, NULL::text)) WITH ORDINALITY t(p, s, i))


CREATE OR REPLACE FUNCTION public.uuid_desde(instante timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((lpad(to_hex(((EXTRACT(epoch FROM instante) * (1000)::numeric))::bigint), 12, '0'::text) || '00000000000000000000'::text))::uuid


CREATE OR REPLACE FUNCTION public.variantes_de(palabra text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT array_agg(DISTINCT CASE i.i WHEN 0 THEN variantes_de.palabra ELSE OVERLAY(variantes_de.palabra PLACING ''::text FROM i.i FOR 1) END) AS array_agg FROM generate_series(0, length(variantes_de.palabra)) i(i))


CREATE OR REPLACE FUNCTION public.vector_busqueda(codigo text, referencia text, destinatario text, ciudad text, telefono text, origen text, destino text, cliente_id uuid)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_append(palabras_de(((((((((((((((codigo || ' '::text) || substr(codigo, 3, 9)) || ' '::text) || COALESCE(referencia, ''::text)) || ' '::text) || destinatario) || ' '::text) || ciudad) || ' '::text) || COALESCE(((telefono || ' '::text) || "right"(telefono, 9)), ''::text)) || ' '::text) || origen) || ' '::text) || destino)), ('@'::text || (cliente_id)::text)))


CREATE OR REPLACE FUNCTION public.zona_horaria()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN 'America/Lima'::text

