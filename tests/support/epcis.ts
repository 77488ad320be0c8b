/**
 * Documents in the shapes that GS1 publishes as examples of EPCIS 2.0 (github.com/gs1/EPCIS, commit 2b888be, folder
 * `JSON`), written anew with our codes as EPCs: the files themselves are GS1's and are not copied here. Each maker names
 * the example that it follows.
 */

type Json = Record<string, unknown>;

const CONTEXT = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { example: 'http://ns.example.com/epcis/' },
];

/** A document with these events, as in `Example_9.6.1-ObjectEvent.jsonld`. */
export function epcisDocument(events: unknown[], fields: Json = {}): Json {
  return {
    '@context': CONTEXT,
    id: 'https://id.example.org/documento-1',
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T11:30:47.0Z',
    epcisBody: { eventList: events },
    ...fields,
  };
}

/** The same events as the answer to a query, as in `EPCISQueryDocument.jsonld`. */
export function epcisQueryDocument(events: unknown[]): Json {
  return epcisDocument([], {
    type: 'EPCISQueryDocument',
    epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: events } } },
  });
}

/** Our code as an EPC. */
export const epc = (codigo: string) => `urn:trazo:envio:${codigo}`;

/** An event that ships, as the first of `Example_9.6.1-ObjectEvent.jsonld`. */
export function shippingEvent(codigos: readonly string[], fields: Json = {}): Json {
  return {
    eventID: 'ni:///sha-256;41f8bb3c352fef055578554f09f5e2aa41782150ced7bd0b8af24dd3ccb30b00?ver=CBV2.0',
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: codigos.map(epc),
    eventTime: '2026-11-20T20:33:31.116000-05:00',
    eventTimeZoneOffset: '-05:00',
    readPoint: { id: 'urn:epc:id:sgln:0614141.07346.1234' },
    bizTransactionList: [{ type: 'po', bizTransaction: 'http://transaction.example.com/po/12345678' }],
    ...fields,
  };
}

/** An event that receives, with a field of the user's own, as the second of `Example_9.6.1-ObjectEvent.jsonld`. */
export function receivingEvent(codigos: readonly string[], fields: Json = {}): Json {
  return shippingEvent(codigos, {
    eventID: 'ni:///sha-256;52e1e6eba3a7cc6125be4793a631f0af50f8322e0ab5f2c0bab994a11cec1d00?ver=CBV2.0',
    bizStep: 'receiving',
    disposition: 'in_progress',
    eventTime: '2026-11-20T08:00:00.000-05:00',
    readPoint: { id: 'urn:epc:id:sgln:0012345.11111.400' },
    bizLocation: { id: 'urn:epc:id:sgln:0012345.11111.0' },
    'example:myField': 'Example of a vendor/user extension',
    ...fields,
  });
}

/** A position as two angles, as in `WithSensorData/SensorDataExample14.jsonld`. */
export function sensedPosition(lat: number, lon: number): Json {
  const angle = (component: string, value: number) => ({ type: 'Angle', component, value, uom: 'DD' });
  return {
    bizStep: 'sensor_reporting',
    disposition: undefined,
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-11-20T12:50:00.000Z' },
        sensorReport: [
          { type: 'Temperature', value: 26, uom: 'CEL' },
          angle('latitude', lat),
          angle('longitude', lon),
        ],
      },
    ],
  };
}

/** One event of each type that has no EPC list of its own, as in the other examples of section 9.6 and `AssociationEvent`. */
export const OTHER_EVENTS: Json[] = [
  {
    type: 'AggregationEvent',
    parentID: 'urn:epc:id:sscc:0614141.1234567890',
    childEPCs: [],
    action: 'OBSERVE',
  },
  { type: 'TransactionEvent', bizTransactionList: [], epcList: [], action: 'OBSERVE' },
  { type: 'TransformationEvent', inputEPCList: [], outputEPCList: [] },
  { type: 'AssociationEvent', parentID: 'urn:epc:id:grai:4012345.55555.987', childEPCs: [], action: 'ADD' },
].map((event) => ({
  ...event,
  eventTime: '2026-11-20T20:33:31.116-05:00',
  eventTimeZoneOffset: '-05:00',
}));
