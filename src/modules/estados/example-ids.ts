/** Ids that stand in the examples of the API's description, the same thing under the same id everywhere. */
export const CLIENTE_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a01';
export const ENVIO_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a04';
export const EVENTO_ID = '7c0e5c2e-0d5b-4a38-9d0b-0f6a6f1f6c11';
export const TRANSPORTISTA_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a02';
