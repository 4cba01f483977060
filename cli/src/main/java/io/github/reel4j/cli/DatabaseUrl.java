package io.github.reel4j.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL of PostgreSQL. It may contain a password, so its text form has host, port and database only. Immutable.
 */
final class DatabaseUrl {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern PLACE = Pattern.compile("jdbc:postgresql:(?://)?([^?@]*)(?:\\?.*)?");
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password=)[^&\\s'\"]*");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s'\"]*@");

    private final String value;
    private final String place;

    private DatabaseUrl(String value, String place) {
        this.value = value;
        this.place = place;
    }

    /** @throws CliException if {@code text} is no JDBC URL of PostgreSQL; the message does not repeat it */
    static DatabaseUrl parse(String text) {
        Matcher matcher = PLACE.matcher(text.strip());
        if (!matcher.matches()) {
            String problem = text.strip().startsWith(PREFIX)
                    ? "has a user before the host. A JDBC URL has them at the end:"
                            + " jdbc:postgresql://HOST:PORT/DATABASE?user=USER, with the password in PGPASSWORD."
                    : "is no JDBC URL of PostgreSQL. Allowed: jdbc:postgresql://HOST:PORT/DATABASE.";
            throw new CliException(ExitCodes.USAGE, "USAGE  --db or REEL4J_DB_URL " + problem);
        }
        return new DatabaseUrl(text.strip(), matcher.group(1));
    }

    /** Returns the URL as it was set, perhaps with a password. */
    String value() {
        return value;
    }

    /** Returns host, port and database. */
    @Override
    public String toString() {
        return place;
    }

    /** Returns {@code text} without the passwords of URLs in it. */
    static String redact(String text) {
        String withoutUser = USER_INFO.matcher(text).replaceAll("$1***@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1***");
    }
}
