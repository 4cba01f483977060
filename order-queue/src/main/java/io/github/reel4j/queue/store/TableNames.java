package io.github.reel4j.queue.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the tables of a queue are. All statements are written with the prefix {@code reel_}, which is replaced.
 * Immutable.
 *
 * @param schema the schema, for example {@code video}; empty for the first schema of the connection's search path
 * @param prefix the prefix of all names
 */
public record TableNames(Optional<String> schema, String prefix) {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,29}");
    private static final Pattern QUALIFIED = Pattern.compile("\\breel_");
    private static final Pattern INDEX = Pattern.compile("\\bix_reel_");
    private static final Pattern TRIGGER = Pattern.compile("\\btrigger reel_");
    private static final Pattern CONSTRAINT = Pattern.compile("\\bconstraint reel_");

    /** The default: the prefix {@code reel_}, in the schema of the connection. */
    public static final TableNames DEFAULT = new TableNames(Optional.empty(), "reel_");

    /**
     * Creates names.
     *
     * @throws IllegalArgumentException unless the names have 1 to 30 lower-case letters, digits and underscores
     */
    public TableNames {
        schema.ifPresent(name -> check("schema", name));
        check("table prefix", prefix);
    }

    private static void check(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the " + what + " '" + name + "' of the order queue is invalid. Allowed: 1"
                            + " to 30 of a-z, 0-9 and _, not starting with a digit.");
        }
    }

    /** Returns {@code sql} with the names of this queue. */
    public String in(String sql) {
        String unqualified = Matcher.quoteReplacement(prefix);
        String result = INDEX.matcher(sql).replaceAll("ix_" + unqualified);
        // The names of triggers and constraints cannot have a schema.
        result = TRIGGER.matcher(result).replaceAll("trigger \u0000");
        result = CONSTRAINT.matcher(result).replaceAll("constraint \u0000");
        result = QUALIFIED.matcher(result).replaceAll(Matcher.quoteReplacement(qualifier()) + unqualified);
        return result.replace("\u0000", prefix);
    }

    private String qualifier() {
        return schema.map(name -> name + ".").orElse("");
    }
}
