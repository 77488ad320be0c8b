import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ArchiveStore, storeFailure } from './archive-store.js';

const PART_BYTES = 8 * 1024 ** 2;

/** Credentials and everything else that is not given here come from where AWS clients look for them. */
export interface S3Options {
  /** `s3://bucket/prefix` */
  url: string;
  /** Of a store that is not Amazon's. */
  endpoint?: string | undefined;
  region?: string | undefined;
}

/** The archive in an S3-compatible store. An object appears there whole or not at all. */
export class S3Store implements ArchiveStore {
  readonly place: string;
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly prefix: string;

  constructor({ url, endpoint, region }: S3Options) {
    this.place = url;
    const { hostname, pathname } = new URL(url);
    this.bucket = hostname;
    this.prefix = pathname.replace(/^\/|\/$/g, '');
    const options: S3ClientConfig = {
      maxAttempts: 5,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
      // Checksums that only Amazon knows make others refuse; every file has its SHA-256 in the manifest.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    if (region) options.region = region;
    if (endpoint) Object.assign(options, { endpoint, forcePathStyle: true });
    this.client = new S3Client(options);
  }

  put(key: string, file: string): Promise<void> {
    return this.attempt(async () => {
      const upload = new Upload({
        client: this.client,
        partSize: PART_BYTES,
        queueSize: 2,
        params: { Bucket: this.bucket, Key: this.keyOf(key), Body: createReadStream(file) },
      });
      await upload.done();
    });
  }

  get(key: string, file: string): Promise<void> {
    return this.attempt(async () => {
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: this.keyOf(key) }),
      );
      await pipeline(Body as Readable, createWriteStream(file));
    });
  }

  remove(prefix: string): Promise<void> {
    return this.attempt(async () => {
      const found = { Bucket: this.bucket, Prefix: `${this.keyOf(prefix)}/` };
      for (;;) {
        const { Contents = [] } = await this.client.send(new ListObjectsV2Command(found));
        if (Contents.length === 0) return;
        for (const { Key } of Contents)
          await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key }));
      }
    });
  }

  pathOf(): undefined {
    return undefined;
  }

  close(): void {
    this.client.destroy();
  }

  private keyOf(key: string): string {
    return this.prefix ? `${this.prefix}/${key}` : key;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw storeFailure(this.place, error);
    }
  }
}
