package io.github.reel4j.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats and parses version 1 of the text form of task references. Each part is percent-encoded. A checksum at the end
 * distinguishes a reference that was copied incompletely from a task that the vendor does not know.
 */
final class TaskRefCodec {

    private static final Pattern VERSIONED = Pattern.compile("reel:(\\d{1,9}):.*", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._*+%-]+");
    private static final int PARTS = 9;

    private TaskRefCodec() {}

    static String format(TaskRef task) {
        String body = String.join(
                ":",
                "reel:1",
                task.provider().value(),
                task.operation().id(),
                PercentEncodingCodec.encode(task.id()),
                PercentEncodingCodec.encode(task.endpoint()),
                Long.toString(task.submittedAt().getEpochSecond()),
                PercentEncodingCodec.encode(task.fingerprint()));
        return body + ":" + checksumOf(body);
    }

    static TaskRef parse(String given) {
        String text = given.strip();
        Matcher version = VERSIONED.matcher(text);
        if (!version.matches()) {
            throw new IllegalArgumentException(
                    "'" + shorten(text) + "' is not a task reference. It must start with reel:1: and"
                            + " be complete, as it was printed when the task was submitted.");
        }
        if (!version.group(1).equals("1")) {
            throw new IllegalArgumentException(
                    "'" + shorten(text) + "' is a task reference of version " + version.group(1)
                            + "; this version of reel4j reads version 1. Use the version that printed it,"
                            + " or a newer one.");
        }
        String[] parts = text.split(":", -1);
        int check = text.lastIndexOf(':');
        if (parts.length != PARTS || !checksumOf(text.substring(0, check)).equals(text.substring(check + 1))) {
            throw damaged(text, "its checksum does not match, so a part of it is missing or altered");
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                throw damaged(text, "it has an empty part or an invalid character");
            }
        }
        return assemble(text, parts);
    }

    private static TaskRef assemble(String text, String[] parts) {
        Operation operation = Operation.fromId(parts[3])
                .orElseThrow(() -> damaged(
                        text, "'" + parts[3] + "' is not an operation. Known operations: " + Operation.allIds()));
        try {
            return new TaskRef(
                    ProviderId.of(parts[2]),
                    operation,
                    PercentEncodingCodec.decode(parts[5]),
                    PercentEncodingCodec.decode(parts[4]),
                    PercentEncodingCodec.decode(parts[7]),
                    Instant.ofEpochSecond(Long.parseLong(parts[6])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(text, "one of its parts is malformed");
        }
    }

    private static IllegalArgumentException damaged(String text, String reason) {
        return new IllegalArgumentException("the task reference '" + shorten(text) + "' is damaged: " + reason
                + ". Copy the complete reference again. The task at the vendor is not affected.");
    }

    private static String shorten(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 120 ? printable : printable.substring(0, 117) + "...";
    }

    /** Returns 8 hexadecimal digits over the text before the last colon. */
    private static String checksumOf(String body) {
        return Sha256.of(body).substring(0, 8);
    }
}
