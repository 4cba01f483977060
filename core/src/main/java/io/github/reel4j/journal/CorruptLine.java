package io.github.reel4j.journal;

/**
 * A journal line that was skipped because it could not be read. The file keeps it unchanged.
 *
 * @param line the number of the line, from 1
 */
public record CorruptLine(long line, Corruption kind) {

    /** Why the line could not be read. */
    public enum Corruption {
        /** The checksum does not match: something other than a crash has changed the line. */
        DAMAGED("is damaged: its checksum does not match. An order may be missing here, so check the vendors' consoles"
                + " before ordering again. The line was not changed"),
        /** A crash interrupted the write. The event was never acknowledged. */
        CUT_OFF("was cut off by a crash while it was written. It was skipped and not changed"),
        /** A newer version of reel4j wrote the line. */
        NEWER("was written by a newer version of reel4j, so it was skipped. It was not changed. Update reel4j"
                + " to read it");

        private final String description;

        Corruption(String description) {
            this.description = description;
        }
    }

    /** Returns a sentence for people that names the line and the problem. */
    public String describe() {
        return "line " + line + " " + kind.description + ".";
    }
}
