-- Statements end with a semicolon at the end of a line. They may run again after a crash in the middle (H2 commits each).
CREATE TABLE IF NOT EXISTS services (
    id varchar(24) NOT NULL PRIMARY KEY,
    name varchar(255) NOT NULL UNIQUE,
    secret varchar NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS rooms (
    id varchar(24) NOT NULL PRIMARY KEY,
    service varchar(24) NOT NULL REFERENCES services (id),
    name varchar NOT NULL,
    settings varchar NOT NULL
);

CREATE INDEX IF NOT EXISTS rooms_of_service ON rooms (service, id);

-- Without foreign keys: a check for each token would cost more than a token that outlives its room by its three minutes.
CREATE TABLE IF NOT EXISTS tokens (
    id varchar(24) NOT NULL PRIMARY KEY,
    code varchar(200) NOT NULL,
    service varchar(200) NOT NULL,
    room varchar(200) NOT NULL,
    user_name varchar NOT NULL,
    role_name varchar NOT NULL,
    origin varchar NOT NULL,
    host varchar NOT NULL,
    secure smallint NOT NULL,
    expires_at bigint NOT NULL,
    state varchar(8) NOT NULL,
    claimant varchar(200),
    claimed_until bigint
);

CREATE INDEX IF NOT EXISTS tokens_by_expiry ON tokens (expires_at);

CREATE TABLE IF NOT EXISTS signing_keys (
    purpose varchar(20) NOT NULL PRIMARY KEY,
    secret varchar(128) NOT NULL,
    created_at bigint NOT NULL
);
