import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { MAX_EPCIS_EVENTS, MAX_EPCS, MAX_EPCS_OF_EVENT } from './dialect.js';
import { ERROR_BEHAVIOURS } from './error-behaviour.params.js';

const DESCRIPTION = `Captura de GS1 EPCIS 2.0. Cada EPC de cada ObjectEvent da una traza del envío cuyo código es la última
parte del EPC: \`urn:trazo:envio:TZ123456785PE\`, \`https://cualquier.sitio/v1/envios/TZ123456785PE\`, un GS1 Digital Link o un
URN de EPC. También la da una clase de
\`quantityList\` cuya última parte es un código. Los demás tipos de evento no se admiten (501); los que declaran un error se
rechazan por su índice.

| bizStep | disposition | tipo |
|---|---|---|
| cualquiera | damaged | siniestrado |
| returning | | en_devolucion |
| shipping, departing, arriving, transporting, loading, unloading, staging_outbound | returned | en_devolucion |
| los demás | returned | devuelto |
| accepting | | entregado |
| receiving | | recogido |
| departing | que no sea in_transit | en_reparto |
| holding | available, sellable_accessible | disponible_retiro |
| holding | las demás | retenido |
| arriving | | en_transito |
| los demás | in_transit | en_transito |
| los demás, también los propios de cada quien | las demás | escaneo |

El evento entero queda en \`datos.epcis\`. Sin \`eventID\`, el mismo evento enviado otra vez es una traza duplicada.`;

/** Describes the capture route. */
export const CapturesEpcis = () =>
  applyDecorators(
    ApiOperation({ summary: 'Captura un documento EPCIS 2.0', description: DESCRIPTION }),
    ApiConsumes('application/ld+json', 'application/json'),
    ApiBody({
      description: `EPCISDocument o EPCISQueryDocument, de hasta ${MAX_EPCIS_EVENTS} eventos y ${MAX_EPCS} EPC, a lo más ${MAX_EPCS_OF_EVENT} por evento.`,
      schema: { $ref: '#/components/schemas/EpcisDocumento' },
    }),
    ApiHeader({
      name: 'GS1-Capture-Error-Behaviour',
      required: false,
      description:
        'rollback: todo o nada. proceed: los eventos buenos entran, los malos se informan por su índice.',
      schema: { enum: [...ERROR_BEHAVIOURS], default: 'rollback' },
    }),
    ApiResponse({
      status: 202,
      description: 'Está en el disco. `Location` lleva al trabajo de captura.',
      headers: { Location: { schema: { type: 'string' } } },
    }),
  );
