package io.github.reel4j.provider.feign.download;

import io.github.reel4j.model.Sha256;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a task's part file. It consists of a hash of task and link, the encoded version of the file, and its
 * size, so that no part of another task, link or version is resumed.
 *
 * @param key the hash of task and link
 */
public record PartFileName(String key) {

    private static final int KEY_LENGTH = 32;

    private static final Pattern FORMAT =
            Pattern.compile("\\.reel4j-([0-9a-f]{32})-([A-Za-z0-9_-]+)(?:\\.([0-9]{1,18}))?\\.part");

    /**
     * Returns the name for a task and its result link.
     *
     * @param link the query is ignored because a fresh link differs in its signature
     */
    public static PartFileName of(String task, String link) {
        int query = link.indexOf('?');
        String hash = Sha256.of(task + '\n' + (query < 0 ? link : link.substring(0, query)));
        return new PartFileName(hash.substring(0, KEY_LENGTH));
    }

    /**
     * Returns the path of the part file beside its target.
     *
     * @param total the size of the whole file, if it is known
     */
    Path pathFor(Path target, EntityValidator validator, OptionalLong total) {
        String size = total.isPresent() ? "." + total.getAsLong() : "";
        return siblingOf(target, key + "-" + validator.inFileName() + size);
    }

    /** Returns the size of the whole file, if it was known when the part was created. */
    OptionalLong total(Path file) {
        Matcher name = FORMAT.matcher(String.valueOf(file.getFileName()));
        return name.matches() && name.group(3) != null
                ? OptionalLong.of(Long.parseLong(name.group(3)))
                : OptionalLong.empty();
    }

    /** Returns the version in the name of a file; empty if it is not a part file of this task. */
    Optional<EntityValidator> version(Path file) {
        Matcher name = FORMAT.matcher(String.valueOf(file.getFileName()));
        return name.matches() && name.group(1).equals(key)
                ? EntityValidator.fromFileName(name.group(2))
                : Optional.empty();
    }

    /** Returns a unique path for a part that cannot be resumed. */
    static Path unique(Path target) {
        return siblingOf(target, UUID.randomUUID().toString());
    }

    private static Path siblingOf(Path target, String name) {
        return target.toAbsolutePath().resolveSibling(".reel4j-" + name + ".part");
    }
}
