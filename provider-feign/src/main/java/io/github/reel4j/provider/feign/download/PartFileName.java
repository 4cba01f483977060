package io.github.reel4j.provider.feign.download;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the part files of one task's video: by the task, the place it lies at, the version that it was begun from and its size, so that
 * nothing of another task, place or version is ever taken for its beginning. Of what others wrote, only hashes get into a name.
 */
public record PartFileName(String key) {

    private static final Pattern FORM =
            Pattern.compile("\\.reel4j-([0-9a-f]{32})-([A-Za-z0-9_-]+)(?:\\.([0-9]{1,18}))?\\.part");

    /**
     * Returns the name for a task and its result link.
     *
     * @param link the query is ignored because a fresh link differs in its signature
     */
    public static PartFileName of(String task, String link) {
        int query = link.indexOf('?');
        return new PartFileName(hash(task + '\n' + (query < 0 ? link : link.substring(0, query))));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param total the size of the whole file, if it is known */
    Path pathFor(Path target, EntityValidator validator, OptionalLong total) {
        String size = total.isPresent() ? "." + total.getAsLong() : "";
        return siblingOf(target, key + "-" + validator.inFileName() + size);
    }

    /** The size of the whole file, as it was known when this part of it was begun. */
    OptionalLong total(Path file) {
        Matcher name = FORM.matcher(String.valueOf(file.getFileName()));
        return name.matches() && name.group(3) != null
                ? OptionalLong.of(Long.parseLong(name.group(3)))
                : OptionalLong.empty();
    }

    /** The version that a file was begun from; empty if it is no part file of this task's. */
    Optional<EntityValidator> version(Path file) {
        Matcher name = FORM.matcher(String.valueOf(file.getFileName()));
        return name.matches() && name.group(1).equals(key)
                ? EntityValidator.fromFileName(name.group(2))
                : Optional.empty();
    }

    /** For what cannot be gone on with later. */
    static Path unique(Path target) {
        return siblingOf(target, UUID.randomUUID().toString());
    }

    private static Path siblingOf(Path target, String name) {
        return target.toAbsolutePath().resolveSibling(".reel4j-" + name + ".part");
    }
}
