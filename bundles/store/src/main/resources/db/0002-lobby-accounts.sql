-- Statements end with a semicolon at the end of a line. They may run again after a crash in the middle (H2 commits each).
CREATE TABLE IF NOT EXISTS lobby_accounts (
    id varchar(64) NOT NULL PRIMARY KEY,
    password_hash varchar(300) NOT NULL,
    enabled smallint NOT NULL,
    created_at bigint NOT NULL
);

-- From where an account has logged in before.
CREATE TABLE IF NOT EXISTS lobby_addresses (
    account varchar(64) NOT NULL,
    address varchar(45) NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (account, address)
);

-- A token that was refreshed stays for a while, so that its use is noticed.
CREATE TABLE IF NOT EXISTS lobby_sessions (
    token_hash varchar(64) NOT NULL PRIMARY KEY,
    family varchar(24) NOT NULL,
    account varchar(64) NOT NULL,
    address varchar(45) NOT NULL,
    endpoint varchar(300) NOT NULL,
    used_at bigint NOT NULL,
    refreshed_at bigint NOT NULL
);

CREATE INDEX IF NOT EXISTS lobby_sessions_of_family ON lobby_sessions (family);

CREATE INDEX IF NOT EXISTS lobby_sessions_of_account ON lobby_sessions (account, used_at);

CREATE INDEX IF NOT EXISTS lobby_sessions_by_use ON lobby_sessions (used_at);

CREATE TABLE IF NOT EXISTS lobby_players (
    account varchar(64) NOT NULL PRIMARY KEY,
    level integer NOT NULL,
    score bigint NOT NULL,
    fields varchar NOT NULL,
    version bigint NOT NULL
);

CREATE INDEX IF NOT EXISTS lobby_players_by_score ON lobby_players (score, account);
