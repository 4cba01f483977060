package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * JSON pointers (RFC 6901) to code, message and invalid fields in a vendor's error responses, for example
 * {@code /problem/detail}. The first pointer to a text that is not blank counts; if there is none, the locations that
 * most vendors use are searched. Immutable.
 *
 * @param codes pointers to machine-readable codes, such as {@code CONTENT_VIOLATION}
 * @param messages pointers to human-readable sentences
 * @param required pointers to the texts or numbers that every error of the vendor contains by its document. A 404
 *     without one of them, or with 2 more fields, comes from a proxy and proves nothing about a task
 * @param violations where errors name the invalid fields of an order; empty if the vendor's document does not say
 */
public record ErrorPointers(
        List<String> codes, List<String> messages, List<String> required, Optional<Violations> violations) {

    /** No pointers: only the locations that most vendors use are searched. */
    public static final ErrorPointers DEFAULT = new ErrorPointers(List.of(), List.of());

    /**
     * Copies the lists and checks the pointers.
     *
     * @throws IllegalArgumentException if one is not a JSON pointer
     */
    public ErrorPointers {
        codes = List.copyOf(codes);
        messages = List.copyOf(messages);
        required = List.copyOf(required);
        check(codes);
        check(messages);
        check(required);
    }

    /** Creates pointers for a vendor whose errors name no invalid fields. */
    public ErrorPointers(List<String> codes, List<String> messages, List<String> required) {
        this(codes, messages, required, Optional.empty());
    }

    /** Creates pointers for a vendor without fields that every error contains. */
    public ErrorPointers(List<String> codes, List<String> messages) {
        this(codes, messages, List.of());
    }

    /** Returns a copy for a vendor whose errors name the invalid fields of an order. */
    public ErrorPointers violations(Violations where) {
        return new ErrorPointers(codes, messages, required, Optional.of(where));
    }

    /**
     * Where errors name the invalid fields of an order.
     *
     * @param list points to an array with one object for each violation, or to an object with the names of the fields
     *     as keys and one text or an array of texts as values
     * @param field points from an element of the array to the name of its field: a text, or an array of steps such as
     *     {@code ["body", "prompt"]}, whose first step may name the part of the request
     * @param message points from an element of the array to the sentence
     */
    public record Violations(String list, String field, String message) {

        /** The places of FastAPI: <code>{"detail": [{"loc": ["body", "prompt"], "msg": "field required"}]}</code>. */
        public static final Violations FAST_API = new Violations("/detail", "/loc", "/msg");

        /**
         * Checks the pointers.
         *
         * @throws IllegalArgumentException if one is not a JSON pointer
         */
        public Violations {
            check(List.of(list, field, message));
        }

        /** Creates pointers to an object with the fields as keys: <code>{"prompt": ["is empty"]}</code>. */
        public static Violations byField(String object) {
            return new Violations(object, "", "");
        }
    }

    private static void check(List<String> pointers) {
        for (String pointer : pointers) {
            JsonPointer.compile(pointer);
        }
    }
}
