-- Of the releases that have had a turn, the one with the last is current.
CREATE TABLE IF NOT EXISTS releases (
    version varchar(64) NOT NULL PRIMARY KEY,
    number bigint NOT NULL,
    turn bigint NOT NULL,
    published_at bigint NOT NULL,
    files bigint NOT NULL,
    bytes bigint NOT NULL,
    manifest varchar(64) NOT NULL,
    manifest_bytes bigint NOT NULL,
    signature varchar(100) NOT NULL
);

-- A manifest is cut into parts: H2 has no long texts that are read like others.
CREATE TABLE IF NOT EXISTS release_manifests (
    version varchar(64) NOT NULL REFERENCES releases (version),
    part bigint NOT NULL,
    content varchar NOT NULL,
    PRIMARY KEY (version, part)
);
