# syntax=docker/dockerfile:1

# The images that this one is made from. To build from the same bytes each time, name them by digest:
# docker build --build-arg RUST_IMAGE=rust:1-bookworm@sha256:…, see docs/security.md.
ARG NODE_IMAGE=node:22-bookworm-slim
ARG RUST_IMAGE=rust:1-bookworm
ARG DEBIAN_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS node

FROM ${RUST_IMAGE} AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libmariadb-dev libpq-dev pkg-config \
 && rm -rf /var/lib/apt/lists/*
# The console is built by Node.js; Debian's is too old.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --profile dist --locked --package frontdesk --features postgres,mysql \
 && cp target/dist/frontdesk /usr/local/bin/frontdesk

FROM ${DEBIAN_IMAGE}
RUN apt-get update \
 && apt-get install --yes --no-install-recommends curl libmariadb3 libpq5 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/frontdesk --no-create-home frontdesk \
 && install --directory --owner=frontdesk --mode=0700 /var/lib/frontdesk
COPY --from=build /usr/local/bin/frontdesk /usr/local/bin/frontdesk
USER frontdesk
WORKDIR /var/lib/frontdesk
VOLUME /var/lib/frontdesk
# In a container 127.0.0.1 is the container alone. Without API keys the service refuses to listen on more than that:
# FRONTDESK_FIRST_KEY=true makes one at the first start, see compose.yaml.
ENV FRONTDESK_LISTEN=0.0.0.0:8080 FRONTDESK_DATA_DIR=/var/lib/frontdesk
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["frontdesk"]
CMD ["serve"]
