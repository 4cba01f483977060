package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/**
 * Where one vendor's replies tell what went wrong, as JSON pointers (RFC 6901), for example {@code /problem/detail}. The first
 * that holds a text that is not blank counts; where none does, the places that are usual among vendors are searched.
 *
 * @param codes of words for programs, such as {@code CONTENT_VIOLATION}
 * @param messages of sentences for people
 * @param always what every error of the vendor's has by its document, each a text or a number: a 404 without one of these, or
 *     with 2 more fields, is a proxy's and says nothing of a task
 */
public record ErrorPointers(List<String> codes, List<String> messages, List<String> always) {

    /** No place of the vendor's own. */
    public static final ErrorPointers DEFAULT = new ErrorPointers(List.of(), List.of());

    /**
     * Checks the pointers.
     *
     * @throws IllegalArgumentException if one is not a JSON pointer
     */
    public ErrorPointers {
        codes = List.copyOf(codes);
        messages = List.copyOf(messages);
        always = List.copyOf(always);
        check(codes);
        check(messages);
        check(always);
    }

    /** For a vendor whose errors are told by any code or message. */
    public ErrorPointers(List<String> codes, List<String> messages) {
        this(codes, messages, List.of());
    }

    private static void check(List<String> pointers) {
        for (String pointer : pointers) {
            JsonPointer.compile(pointer);
        }
    }
}
