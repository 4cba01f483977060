package io.github.reel4j.provider.feign;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The format of a vendor's task ids. An id is validated before it is sent back to the vendor or printed. Whatever the
 * format allows, an id with more than 512 characters, an unprintable character, or a path segment {@code .} or
 * {@code ..} is invalid. Immutable.
 */
public final class TaskIdFormat {

    /** 1 to 128 letters, digits, dots, underscores and hyphens. */
    public static final TaskIdFormat DEFAULT = matching("[A-Za-z0-9._-]{1,128}");

    private static final int MAX_CHARS = 512;
    private static final Set<Integer> NOT_PRINTABLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private final Pattern pattern;

    private TaskIdFormat(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns a format other than the default.
     *
     * @param pattern a regular expression that the whole id matches, for example {@code [a-z]+/[A-Za-z0-9 ]{1,64}}
     * @throws java.util.regex.PatternSyntaxException if the pattern is not a regular expression
     */
    public static TaskIdFormat matching(String pattern) {
        return new TaskIdFormat(Pattern.compile(pattern));
    }

    /** Returns the id if it is valid; empty otherwise, and for null. */
    public Optional<String> validate(@Nullable String id) {
        return Optional.ofNullable(id)
                .filter(TaskIdFormat::isSafe)
                .filter(each -> pattern.matcher(each).matches());
    }

    private static boolean isSafe(String id) {
        return !id.isBlank()
                && id.length() <= MAX_CHARS
                && id.codePoints().map(Character::getType).noneMatch(NOT_PRINTABLE::contains)
                && Stream.of(id.split("/", -1)).noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
