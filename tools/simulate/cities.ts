/** A city that vehicles drive between. */
export interface City {
  nombre: string;
  /** ISO 3166-2:PE, without the country. */
  region: string;
  codigoPostal: string;
  lat: number;
  lon: number;
}

/** Cities of Peru, with the position of their main square (WGS 84, to a hundredth of a degree). */
export const CITIES: readonly City[] = [
  ['Lima', 'LMA', '15001', -12.05, -77.03],
  ['Callao', 'CAL', '07001', -12.06, -77.14],
  ['Arequipa', 'ARE', '04001', -16.4, -71.54],
  ['Trujillo', 'LAL', '13001', -8.11, -79.03],
  ['Chiclayo', 'LAM', '14001', -6.77, -79.84],
  ['Piura', 'PIU', '20001', -5.2, -80.63],
  ['Sullana', 'PIU', '20101', -4.9, -80.69],
  ['Tumbes', 'TUM', '24001', -3.57, -80.46],
  ['Chimbote', 'ANC', '02803', -9.07, -78.59],
  ['Huaraz', 'ANC', '02001', -9.53, -77.53],
  ['Cajamarca', 'CAJ', '06001', -7.16, -78.51],
  ['Jaén', 'CAJ', '06801', -5.71, -78.81],
  ['Chachapoyas', 'AMA', '01001', -6.23, -77.87],
  ['Moyobamba', 'SAM', '22001', -6.03, -76.97],
  ['Tarapoto', 'SAM', '22201', -6.49, -76.37],
  ['Huánuco', 'HUC', '10001', -9.93, -76.24],
  ['Tingo María', 'HUC', '10131', -9.3, -76],
  ['Pucallpa', 'UCA', '25001', -8.38, -74.55],
  ['Cerro de Pasco', 'PAS', '19001', -10.68, -76.26],
  ['Huancayo', 'JUN', '12001', -12.07, -75.21],
  ['La Oroya', 'JUN', '12641', -11.52, -75.9],
  ['Huancavelica', 'HUV', '09001', -12.79, -74.97],
  ['Ayacucho', 'AYA', '05001', -13.16, -74.22],
  ['Ica', 'ICA', '11001', -14.07, -75.73],
  ['Pisco', 'ICA', '11601', -13.71, -76.2],
  ['Nazca', 'ICA', '11401', -14.83, -74.94],
  ['Abancay', 'APU', '03001', -13.64, -72.88],
  ['Cusco', 'CUS', '08002', -13.52, -71.98],
  ['Puerto Maldonado', 'MDD', '17001', -12.59, -69.19],
  ['Puno', 'PUN', '21001', -15.84, -70.03],
  ['Juliaca', 'PUN', '21101', -15.5, -70.13],
  ['Moquegua', 'MOQ', '18001', -17.19, -70.93],
  ['Ilo', 'MOQ', '18601', -17.64, -71.34],
  ['Tacna', 'TAC', '23001', -18.01, -70.25],
].map(([nombre, region, codigoPostal, lat, lon]) => ({ nombre, region, codigoPostal, lat, lon }) as City);

/** A place between two cities: 0 is the first, 1 the second. */
export function between(from: City, to: City, share: number): { lat: number; lon: number } {
  const at = (a: number, b: number) => Math.round((a + (b - a) * share) * 1e5) / 1e5;
  return { lat: at(from.lat, to.lat), lon: at(from.lon, to.lon) };
}
