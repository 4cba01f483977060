package io.github.reel4j.model;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an address of source material by its spelling alone: nothing is looked up or fetched. */
final class MediaUrlRules {

    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|.*\\.(localhost|local|internal|lan|home\\.arpa))\\.?"
                    + "|(0|10|127|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01])"
                    + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))(\\.\\d+)+\\.?"
                    + "|\\[[0:]*:[01]?]|\\[f[cd].*|\\[fe[89ab].*|\\[[0:]*:ffff:.*");

    /** Endings that name another kind of file beyond doubt. */
    private static final Set<String> DESCRIPTIVE_EXTENSIONS = Set.of(
            "jpg", "jpeg", "png", "bmp", "webp", "gif", "tif", "tiff", "svg", "heic", "heif", "avif", "ico", "psd",
            "mp4", "mov", "m4v", "mkv", "webm", "avi", "mp3", "wav", "aac", "m4a", "ogg", "flac", "pdf", "txt", "zip");

    private MediaUrlRules() {}

    static Optional<String> violation(URI address, boolean isPublic, List<String> formats) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must be an absolute http or https address: the vendor fetches it.");
        }
        String authority = address.getRawAuthority();
        if (authority == null || authority.contains("@")) {
            return Optional.of("must name a host, and no user or password.");
        }
        String host = address.getHost();
        if (host == null) {
            return Optional.of("names a host that is none: allowed are ASCII letters, digits, hyphens and dots"
                    + " (other letters in their xn-- form), then perhaps a colon and a port number.");
        }
        if (isPublic && LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of("must be publicly accessible; " + host + " is a local host.");
        }
        String ending = extension(address.getPath());
        if (!formats.isEmpty() && DESCRIPTIVE_EXTENSIONS.contains(ending) && !formats.contains(ending)) {
            return Optional.of("has the ending ." + ending + ". Supported: " + String.join(", ", formats) + ".");
        }
        return Optional.empty();
    }

    /** What follows the last dot; without a dot behind the last slash it is nothing that tells of a format. */
    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
