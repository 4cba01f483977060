package io.github.reel4j.discovery;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Determines the jar or folder of a class or service file, for messages. */
final class CodeLocation {

    private CodeLocation() {}

    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "unknown origin" : shorten(source.getLocation());
    }

    /** Returns the file name of the jar, or the folder; {@code jar:file:/a/b.jar!/x} gives {@code b.jar}. */
    static String shorten(@Nullable URL location) {
        if (location == null) {
            return "unknown origin";
        }
        String path = java.net.URLDecoder.decode(location.getPath(), StandardCharsets.UTF_8);
        int inside = path.indexOf("!/");
        String outer = inside < 0 ? path : path.substring(0, inside);
        return outer.endsWith(".jar") ? outer.substring(outer.lastIndexOf('/') + 1) : outer;
    }
}
