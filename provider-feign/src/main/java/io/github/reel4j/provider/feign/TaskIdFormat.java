package io.github.reel4j.provider.feign;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that a vendor's ids of tasks have. An id is judged before it is ever sent back to the vendor or printed: whatever the
 * form allows, none passes that has over 512 characters, one that is not printed, or a path segment {@code .} or {@code ..}.
 * Immutable.
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

    private TaskIdFormat(Pattern form) {
        this.pattern = form;
    }

    /**
     * For a vendor whose document shows another form than the usual one.
     *
     * @param pattern of the whole id, for example {@code [a-z]+/[A-Za-z0-9 ]{1,64}}
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public static TaskIdFormat matching(String pattern) {
        return new TaskIdFormat(Pattern.compile(pattern));
    }

    /** The id, if it has this form and does no harm. */
    public Optional<String> validate(@Nullable String id) {
        return Optional.ofNullable(id)
                .filter(TaskIdFormat::isHarmless)
                .filter(each -> pattern.matcher(each).matches());
    }

    private static boolean isHarmless(String id) {
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
