const CONTACT = { nombre: 'nombre', telefono: 'telefono', email: 'email' };

const PLACE = {
  direccion: 'direccion',
  ciudad: 'ciudad',
  region: 'region',
  pais: 'pais',
  codigoPostal: 'codigo_postal',
  lat: 'lat',
  lon: 'lon',
};

/** Columns of what may be corrected, by what the wire calls it. */
export const CORRECTABLE_COLUMNS: Readonly<Record<string, string>> = {
  ...under('destinatario', CONTACT),
  ...under('origen', PLACE),
  ...under('destino', PLACE),
  fechaEstimada: 'fecha_estimada',
};

/** What may be corrected, as the wire calls it: `destino.ciudad`. */
export const CORRECTABLE = Object.keys(CORRECTABLE_COLUMNS);

function under(prefix: string, columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [`${prefix}.${field}`, `${prefix}_${column}`]),
  );
}
