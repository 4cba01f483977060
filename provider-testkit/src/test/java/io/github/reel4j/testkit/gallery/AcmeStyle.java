package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.model.Operation;
import io.github.reel4j.provider.feign.TaskIdFormat;
import io.github.reel4j.spi.CallRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The variant of the API of Acme, a fictional vendor.
 *
 * @param method the HTTP method of a submit
 * @param keyHeader the header of the API key
 * @param words translates the status values waiting, making, done, gave_up and stopped, and the undocumented
 *     one: reheating
 * @param ids creates task ids
 * @param form the format of the ids
 * @param host the host of results
 * @param code the code of failed tasks; empty if Acme sends none
 * @param queue how long a task is queued; with zero it is finished immediately
 * @param chatty whether responses have undocumented fields
 * @param rate the rate of orders that Acme accepts; if present, Acme also limits the tasks at once
 */
record AcmeStyle(
        String method,
        String keyHeader,
        Function<String, JsonNode> words,
        Supplier<String> ids,
        TaskIdFormat form,
        String host,
        String code,
        Duration queue,
        boolean chatty,
        List<Operation> operations,
        Abilities abilities,
        Optional<CallRate> rate) {

    /** The optional capabilities of Acme. */
    enum Abilities {
        /** Cancels, and signed callbacks. */
        ALL,
        /** Cancels, and callbacks that are signed with a key whose public part Acme publishes. */
        PUBLIC_KEYS,
        /** Cancels of queued tasks only, and signed callbacks. */
        QUEUED_CANCELS,
        /** Cancels, and signed callbacks about the events that the order lists, to https URLs only. */
        EVENTS,
        /** Cancels, and unsigned callbacks. */
        UNSIGNED,
        NONE
    }

    static AcmeStyle defaultStyle() {
        return new AcmeStyle(
                "POST",
                "X-Acme-Key",
                TextNode::valueOf,
                () -> "job-" + UUID.randomUUID(),
                TaskIdFormat.DEFAULT,
                "127.0.0.1",
                "CONTENT_VIOLATION",
                Duration.ofSeconds(2),
                false,
                List.of(Operation.TEXT_TO_VIDEO),
                Abilities.ALL,
                Optional.empty());
    }

    /** Returns the status as text, whether it is a string or a number in JSON. */
    String statusText(String plain) {
        return words.apply(plain).asText();
    }

    AcmeStyle method(String other) {
        return new AcmeStyle(
                other, keyHeader, words, ids, form, host, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle keyHeader(String other) {
        return new AcmeStyle(method, other, words, ids, form, host, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle words(Function<String, JsonNode> other) {
        return new AcmeStyle(
                method, keyHeader, other, ids, form, host, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle ids(Supplier<String> other) {
        return new AcmeStyle(
                method, keyHeader, words, other, form, host, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle form(TaskIdFormat other) {
        return new AcmeStyle(
                method, keyHeader, words, ids, other, host, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle code(String other) {
        return new AcmeStyle(
                method, keyHeader, words, ids, form, host, other, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle host(String other) {
        return new AcmeStyle(
                method, keyHeader, words, ids, form, other, code, queue, chatty, operations, abilities, rate);
    }

    AcmeStyle queue(Duration other) {
        return new AcmeStyle(
                method, keyHeader, words, ids, form, host, code, other, chatty, operations, abilities, rate);
    }

    AcmeStyle withChatter() {
        return new AcmeStyle(method, keyHeader, words, ids, form, host, code, queue, true, operations, abilities, rate);
    }

    AcmeStyle operations(Operation... others) {
        return new AcmeStyle(
                method, keyHeader, words, ids, form, host, code, queue, chatty, List.of(others), abilities, rate);
    }

    AcmeStyle abilities(Abilities others) {
        return new AcmeStyle(method, keyHeader, words, ids, form, host, code, queue, chatty, operations, others, rate);
    }

    /** Returns a vendor that accepts 500 orders per second, and 600 tasks at once. */
    AcmeStyle limited() {
        return limited(new CallRate(500, Duration.ofSeconds(1)));
    }

    /** Returns a vendor that accepts orders at this rate, and 600 tasks at once. */
    AcmeStyle limited(CallRate limit) {
        return new AcmeStyle(
                method,
                keyHeader,
                words,
                ids,
                form,
                host,
                code,
                queue,
                chatty,
                operations,
                abilities,
                Optional.of(limit));
    }
}
