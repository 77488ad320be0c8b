import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { TcpProxy } from './tcp-proxy.js';

/** A real S3-speaking server, behind a wire that can be cut. */
export interface S3 {
  wire: TcpProxy;
  /** Variables that lead the program to it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Starts one with a bucket. Its credentials go where AWS clients look for them: into the environment. */
export async function startS3(): Promise<S3> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
  const directory = mkdtempSync(join(tmpdir(), 'trazo-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'archivo', configs: [] }],
  });
  const { port } = await server.run();
  const wire = await TcpProxy.open(port);
  return {
    wire,
    env: {
      ARCHIVO_URL: 's3://archivo/trazo/pruebas',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${wire.port}`,
      AWS_REGION: 'us-east-1',
    },
    async close() {
      await wire.close();
      await server.close();
      rmSync(directory, { recursive: true });
    },
  };
}
