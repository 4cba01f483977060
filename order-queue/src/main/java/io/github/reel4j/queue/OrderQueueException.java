package io.github.reel4j.queue;

/** Reports that the database of the queue could not be used, or that an order is in a state that forbids the call. */
public final class OrderQueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a cause, mostly a {@link java.sql.SQLException}. */
    public OrderQueueException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Creates an exception. */
    public OrderQueueException(String message) {
        super(message);
    }
}
