# syntax=docker/dockerfile:1

FROM node:22-bookworm-slim AS node

FROM rust:1-bookworm AS build
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
    cargo build --release --locked --package frontdesk --features postgres,mysql \
 && cp target/release/frontdesk /usr/local/bin/frontdesk

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends curl libmariadb3 libpq5 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/frontdesk --no-create-home frontdesk \
 && install --directory --owner=frontdesk --mode=0700 /var/lib/frontdesk
COPY --from=build /usr/local/bin/frontdesk /usr/local/bin/frontdesk
USER frontdesk
WORKDIR /var/lib/frontdesk
VOLUME /var/lib/frontdesk
# In a container 127.0.0.1 is the container alone. Without API keys the service refuses to listen on more than that
# unless FRONTDESK_INSECURE_NO_AUTH=true says that something else keeps strangers out: see compose.yaml.
ENV FRONTDESK_LISTEN=0.0.0.0:8080 FRONTDESK_DATA_DIR=/var/lib/frontdesk
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["frontdesk"]
CMD ["serve"]
