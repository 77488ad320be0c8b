/** Something to ask of a server. */
export interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}
