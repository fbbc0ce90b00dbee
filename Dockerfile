# docker build -t glimpse .   (docs/deploy.md has the rest)
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# The standalone form of the build; its static files lie elsewhere, because a CDN could serve them.
RUN GLIMPSE_BUILD_IMAGE=1 NEXT_TELEMETRY_DISABLED=1 npm run build \
 && cp -r .next/static .next/standalone/.next/static

FROM ${NODE_IMAGE}
WORKDIR /app
COPY --from=build /app/.next/standalone ./
RUN mkdir --mode=0700 /data && chown node:node /data
USER node
VOLUME /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GLIMPSE_DATA_DIR=/data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "bin/check-health.mjs"]
# More than GLIMPSE_DRAIN_SECONDS pass between SIGTERM and the end only when something hangs: stop with -t 20.
CMD ["node", "--disable-warning=ExperimentalWarning", "bin/serve-image.ts"]
