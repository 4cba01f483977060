package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.Operation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How Acme, a vendor that does not exist, speaks today.
 *
 * @param method of a submit
 * @param keyHeader the header that carries the key
 * @param words spells the status words waiting, making, done and gave_up
 * @param ids gives out task ids
 * @param host under which results are served
 * @param queue how long a task waits; one that does not wait is done at once
 * @param chatty whether replies hold fields that no document has
 */
record AcmeStyle(
        String method,
        String keyHeader,
        UnaryOperator<String> words,
        Supplier<String> ids,
        String host,
        Duration queue,
        boolean chatty,
        List<Operation> operations,
        Abilities abilities) {

    /** What Acme can do beside making videos. */
    enum Abilities {
        /** Stops tasks, and calls back with a signature. */
        ALL,
        /** Stops tasks, and calls back without one. */
        UNSIGNED,
        NONE
    }

    static AcmeStyle usual() {
        return new AcmeStyle(
                "POST",
                "X-Acme-Key",
                word -> word,
                () -> "job-" + UUID.randomUUID(),
                "127.0.0.1",
                Duration.ofSeconds(2),
                false,
                List.of(Operation.TEXT_TO_VIDEO),
                Abilities.ALL);
    }

    AcmeStyle method(String other) {
        return new AcmeStyle(other, keyHeader, words, ids, host, queue, chatty, operations, abilities);
    }

    AcmeStyle keyHeader(String other) {
        return new AcmeStyle(method, other, words, ids, host, queue, chatty, operations, abilities);
    }

    AcmeStyle words(UnaryOperator<String> other) {
        return new AcmeStyle(method, keyHeader, other, ids, host, queue, chatty, operations, abilities);
    }

    AcmeStyle ids(Supplier<String> other) {
        return new AcmeStyle(method, keyHeader, words, other, host, queue, chatty, operations, abilities);
    }

    AcmeStyle host(String other) {
        return new AcmeStyle(method, keyHeader, words, ids, other, queue, chatty, operations, abilities);
    }

    AcmeStyle queue(Duration other) {
        return new AcmeStyle(method, keyHeader, words, ids, host, other, chatty, operations, abilities);
    }

    AcmeStyle withChatter() {
        return new AcmeStyle(method, keyHeader, words, ids, host, queue, true, operations, abilities);
    }

    AcmeStyle operations(Operation... others) {
        return new AcmeStyle(method, keyHeader, words, ids, host, queue, chatty, List.of(others), abilities);
    }

    AcmeStyle abilities(Abilities others) {
        return new AcmeStyle(method, keyHeader, words, ids, host, queue, chatty, operations, others);
    }
}
