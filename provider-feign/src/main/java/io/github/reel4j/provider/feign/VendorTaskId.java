package io.github.reel4j.provider.feign;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the id that a vendor gives a task, before it is ever sent back to the vendor or printed. */
public final class VendorTaskId {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private VendorTaskId() {}

    /** The id, if it is 1 to 128 letters, digits, dots, underscores and hyphens; no document shows another. */
    public static Optional<String> of(@Nullable String id) {
        return Optional.ofNullable(id).filter(each -> FORM.matcher(each).matches());
    }
}
