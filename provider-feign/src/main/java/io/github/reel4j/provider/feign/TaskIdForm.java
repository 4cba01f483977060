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
public final class TaskIdForm {

    /** 1 to 128 letters, digits, dots, underscores and hyphens. */
    public static final TaskIdForm USUAL = matching("[A-Za-z0-9._-]{1,128}");

    private static final int LONGEST = 512;
    private static final Set<Integer> NOT_PRINTED = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private final Pattern form;

    private TaskIdForm(Pattern form) {
        this.form = form;
    }

    /**
     * For a vendor whose document shows another form than the usual one.
     *
     * @param pattern of the whole id, for example {@code [a-z]+/[A-Za-z0-9 ]{1,64}}
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public static TaskIdForm matching(String pattern) {
        return new TaskIdForm(Pattern.compile(pattern));
    }

    /** The id, if it has this form and does no harm. */
    public Optional<String> judge(@Nullable String id) {
        return Optional.ofNullable(id)
                .filter(TaskIdForm::isHarmless)
                .filter(each -> form.matcher(each).matches());
    }

    private static boolean isHarmless(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST
                && id.codePoints().map(Character::getType).noneMatch(NOT_PRINTED::contains)
                && Stream.of(id.split("/", -1)).noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    @Override
    public String toString() {
        return form.pattern();
    }
}
