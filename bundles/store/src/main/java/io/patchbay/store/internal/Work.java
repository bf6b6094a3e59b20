package io.patchbay.store.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done within one transaction; may be done again if the database asks for it, so that it must have no other effect. */
@FunctionalInterface
interface Work<T> {
    T with(Connection connection) throws SQLException;
}
