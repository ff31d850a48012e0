# Shorter names for what cargo does anyway. `just` alone lists them.

_default:
    @just --list

# Start Frontdesk on http://127.0.0.1:8080 with an embedded database in ./data
run *arguments:
    cargo run --release -- serve {{arguments}}

# Everything that has to hold before a change goes in, on all three databases
test:
    cargo xtask test

# All benches, or the one that is named
bench *name:
    cargo xtask bench {{name}}

# The API against its OpenAPI document, in its long form
schemathesis:
    cargo xtask schemathesis --long

# Every fuzz target for a while, or the one that is named
fuzz *arguments:
    cargo xtask fuzz {{arguments}}

# The sync with the CRM while everything fails, in its long form
chaos:
    cargo xtask chaos

# PostgreSQL and MariaDB for this checkout, until Ctrl-C
services:
    cargo xtask services

fmt:
    cargo fmt --all

# The lints of `just test`, on what the installed client libraries allow
lint:
    cargo xtask lint

# The documentation of every crate, in the browser
doc:
    cargo doc --workspace --no-deps --open
