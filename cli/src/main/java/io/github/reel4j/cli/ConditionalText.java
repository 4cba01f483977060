package io.github.reel4j.cli;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves out the parts of a template that were not chosen. Such a part begins with a line {@code @if NAME@} or
 * {@code @if NAME|NAME@}, of which one name must be chosen, and ends with a line {@code @end@}. A line {@code @else@}
 * separates what is written otherwise. Parts do not contain parts.
 */
final class ConditionalText {

    private static final String IF = "@if ";
    private static final String ELSE = "@else@";
    private static final String END = "@end@";

    private ConditionalText() {}

    static String of(String template, Set<String> chosen) {
        StringBuilder text = new StringBuilder();
        boolean written = true;
        for (String line : template.split("(?<=\n)", -1)) {
            String mark = line.strip();
            if (mark.startsWith(IF)) {
                written = Stream.of(
                                mark.substring(IF.length(), mark.length() - 1).split("\\|", -1))
                        .anyMatch(chosen::contains);
            } else if (mark.equals(ELSE)) {
                written = !written;
            } else if (mark.equals(END)) {
                written = true;
            } else if (written) {
                text.append(line);
            }
        }
        return text.toString();
    }
}
