package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/**
 * JSON pointers (RFC 6901) to code and message in a vendor's error responses, for example {@code /problem/detail}. The
 * first pointer to a text that is not blank counts; if there is none, the locations that most vendors use are searched.
 * Immutable.
 *
 * @param codes pointers to machine-readable codes, such as {@code CONTENT_VIOLATION}
 * @param messages pointers to human-readable sentences
 * @param required pointers to the texts or numbers that every error of the vendor contains by its document. A 404
 *     without one of them, or with 2 more fields, comes from a proxy and proves nothing about a task
 */
public record ErrorPointers(List<String> codes, List<String> messages, List<String> required) {

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

    /** Creates pointers for a vendor without fields that every error contains. */
    public ErrorPointers(List<String> codes, List<String> messages) {
        this(codes, messages, List.of());
    }

    private static void check(List<String> pointers) {
        for (String pointer : pointers) {
            JsonPointer.compile(pointer);
        }
    }
}
