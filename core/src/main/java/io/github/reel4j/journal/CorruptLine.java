package io.github.reel4j.journal;

/**
 * A line that could not be used. It stays in the file as it is.
 *
 * @param line its number, from 1
 */
public record CorruptLine(long line, Corruption kind) {

    /** Why not. */
    public enum Corruption {
        /** Its check sum does not fit: something other than a crash has changed it. */
        DAMAGED("is damaged: its check sum does not fit. An order may be missing here; it is left as it is"),
        /** A crash cut it off while it was written; nobody was told that it had been. */
        CUT_OFF("was cut off by a crash while it was written; it is left as it is"),
        /** A newer version of reel4j wrote it. */
        NEWER("was written by a newer version of reel4j, and is skipped; it is left as it is");

        private final String description;

        Corruption(String words) {
            this.description = words;
        }
    }

    /** A sentence for people. */
    public String describe() {
        return "line " + line + " " + kind.description + ".";
    }
}
