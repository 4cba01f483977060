package io.github.reel4j.model;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Validates the URL of source media by its spelling alone, without resolving the host or fetching anything. */
final class MediaUrlRules {

    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|.*\\.(localhost|local|internal|lan|home\\.arpa))\\.?"
                    + "|(0|10|127|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01])"
                    + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))(\\.\\d+)+\\.?"
                    + "|\\[[0:]*:[01]?]|\\[f[cd].*|\\[fe[89ab].*|\\[[0:]*:ffff:.*");

    /** File extensions that identify a file type with certainty. */
    private static final Set<String> DESCRIPTIVE_EXTENSIONS = Set.of(
            "jpg", "jpeg", "png", "bmp", "webp", "gif", "tif", "tiff", "svg", "heic", "heif", "avif", "ico", "psd",
            "mp4", "mov", "m4v", "mkv", "webm", "avi", "mp3", "wav", "aac", "m4a", "ogg", "flac", "pdf", "txt", "zip");

    private MediaUrlRules() {}

    static Optional<String> violation(URI url, boolean isPublic, List<String> formats) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must be an absolute http or https URL, because the vendor downloads it.");
        }
        String authority = url.getRawAuthority();
        if (authority == null || authority.contains("@")) {
            return Optional.of("must contain a host, and no user name or password.");
        }
        String host = url.getHost();
        if (host == null) {
            return Optional.of("has an invalid host or port. Use ASCII letters, digits, hyphens and dots"
                    + " (punycode for other letters), optionally followed by a colon and a port number.");
        }
        if (isPublic && LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of("must be publicly accessible, but " + host + " is a local host.");
        }
        String extension = extension(url.getPath());
        if (!formats.isEmpty() && DESCRIPTIVE_EXTENSIONS.contains(extension) && !formats.contains(extension)) {
            return Optional.of(
                    "has the file extension ." + extension + ". Supported: " + String.join(", ", formats) + ".");
        }
        return Optional.empty();
    }

    /**
     * Returns the text after the last dot, in lower case. Without a dot in the last segment, the result is no known
     * extension.
     */
    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
