package io.github.reel4j.spring.boot.queue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Joins the transaction of the current thread: inside of it, {@link #getConnection()} returns its connection, on which
 * commit and close have no effect, and a rollback only marks the transaction. So an order that is placed in a method
 * with {@code @Transactional} exists if and only if the method commits. Outside of a transaction, connections are those
 * of the target. Inside of a transaction that does not use the target, a new transaction on the target is refused,
 * because it would be committed on its own. Thread-safe.
 */
final class JoinedTransactionDataSource extends DelegatingDataSource {

    /** The proxies of connections, for native images. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
            hints.proxies().registerJdkProxy(Connection.class);
        }
    }

    JoinedTransactionDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        DataSource target = Objects.requireNonNull(getTargetDataSource(), "target");
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return target.getConnection();
        }
        Connection joined = joined(target);
        return joined == null
                ? proxy(target.getConnection(), JoinedTransactionDataSource::inForeignTransaction)
                : proxy(
                        joined,
                        (connection, method, arguments) -> inJoinedTransaction(target, connection, method, arguments));
    }

    /** Returns the connection of the current transaction; null if it does not use {@code target}. */
    private static @Nullable Connection joined(DataSource target) throws SQLException {
        if (!(TransactionSynchronizationManager.getResource(target) instanceof ConnectionHolder)) {
            return null;
        }
        Connection connection = DataSourceUtils.doGetConnection(target);
        if (connection.getAutoCommit()) { // bound to the thread, but not to the transaction
            DataSourceUtils.doReleaseConnection(connection, target);
            return null;
        }
        return connection;
    }

    private static @Nullable Object inJoinedTransaction(
            DataSource target, Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                DataSourceUtils.doReleaseConnection(connection, target);
                return null;
            }
            case "rollback" -> {
                if (TransactionSynchronizationManager.getResource(target) instanceof ConnectionHolder holder) {
                    holder.setRollbackOnly();
                }
                return null;
            }
            case "commit", "setAutoCommit", "setNetworkTimeout" -> { // they belong to the transaction
                return null;
            }
            default -> {
                return call(connection, method, arguments);
            }
        }
    }

    private static @Nullable Object inForeignTransaction(
            Connection connection, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("setAutoCommit") && arguments != null && Boolean.FALSE.equals(arguments[0])) {
            throw new IllegalStateException("the current transaction does not use the data source of the order queue,"
                    + " so a rollback of your transaction would not remove the order. Use a transaction manager of this"
                    + " data source, or place the order outside of the transaction. Nothing was placed, nothing was"
                    + " billed.");
        }
        return call(connection, method, arguments);
    }

    private static @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** A call of a method of a connection. */
    @FunctionalInterface
    private interface Call {
        @Nullable
        Object run(Connection connection, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static Connection proxy(Connection connection, Call call) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "connection of the order queue";
            default -> call.run(connection, method, arguments);
        };
        return (Connection) Proxy.newProxyInstance(
                JoinedTransactionDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }
}
