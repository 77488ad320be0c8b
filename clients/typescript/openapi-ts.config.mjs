/** Read by `openapi-ts`, which a test runs here and in a directory of its own. */
export default {
  input: '../../docs/openapi.json',
  output: { path: 'src', importFileExtension: '.js' },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
};
