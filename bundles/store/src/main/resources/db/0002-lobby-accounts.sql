-- Statements end with a semicolon at the end of a line. They may run again after a crash in the middle (H2 commits each).
CREATE TABLE IF NOT EXISTS lobby_accounts (
    id varchar(64) NOT NULL PRIMARY KEY,
    password_hash varchar(300) NOT NULL,
    enabled smallint NOT NULL,
    created_at bigint NOT NULL
);
