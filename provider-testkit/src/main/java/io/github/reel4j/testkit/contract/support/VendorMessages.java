package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Sample messages of vendors, with control characters and the like, that must be cleaned before they are shown. */
public final class VendorMessages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /**
     * A message.
     *
     * @param text what the vendor sends
     * @param start a text that the kept message must contain
     * @param end another one
     */
    public record Message(String description, String text, String start, String end) {

        /** Returns whether a text of a JSON body, other than the name of a field, contains the message. */
        public boolean isIn(String body) {
            try {
                return isIn(JSON.readTree(body));
            } catch (JsonProcessingException e) {
                return body.contains(text);
            }
        }

        private boolean isIn(JsonNode node) {
            return node.asText().contains(text)
                    || StreamSupport.stream(node.spliterator(), false).anyMatch(this::isIn);
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** The messages that each operation is tested with. */
    public static final List<Message> CORE = List.of(
            kept("a plain message", "the seed 4711 is out of range, use another one"),
            new Message(
                    "a long message full of control characters",
                    "first line\nsecond \u001b[31mred\u001b[0m \u0007" + "x".repeat(3000),
                    "first line",
                    "second"));

    /** All messages. */
    public static final List<Message> ALL = List.of(
            with("carriage returns", "\r"),
            with("carriage returns and line feeds", "\r\n"),
            with("tabs", "\t"),
            with("U+0085", "\u0085"),
            with("line separators", "\u2028"),
            with("paragraph separators", "\u2029"),
            with("vertical tabs and form feeds", "\u000b\f"),
            with("terminal titles", "\u001b]0;owned\u0007"),
            with("8-bit control sequences", "\u009b2J"),
            with("backspaces", "\b\b\b"),
            with("null characters", "\0"),
            with("delete characters", "\u007f"),
            with("right-to-left overrides", "\u202e"),
            with("bidirectional isolates", "\u2066\u2069"),
            with("directional marks", "\u200e\u200f"),
            new Message("a message of emoji", "start " + "\ud83d\ude00".repeat(700), "start", "\ud83d\ude00"),
            new Message("a message of emoji at odd places", "start! " + "\ud83d\ude00".repeat(700), "start!", ""),
            new Message("a message of 100,000 characters", "start " + "word ".repeat(20_000), "start", "word"),
            kept("a message in another script", "\u79cd\u5b50\u8d85\u51fa\u8303\u56f4 4711 \u00e9\u00df"),
            kept("a message with quotes and markup", "the field \"seed\" is <b>4711</b> & 'bad' %25 {0} %s $1"),
            kept("a message of 400 characters", "start " + "abcdefgh ".repeat(42) + "the end"));

    private VendorMessages() {}

    private static Message kept(String description, String text) {
        return new Message(description, text, text.substring(0, 6), text.substring(text.length() - 6));
    }

    private static Message with(String description, String character) {
        return new Message(
                "a message with " + description, "before" + character + "after" + character + "done", "before", "done");
    }

    /** Returns whether a terminal shows the text on one line and in its order. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(VendorMessages::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && character != LINE_SEPARATOR
                && character != PARAGRAPH_SEPARATOR
                && !isDirectional(character)
                && Character.getType(character) != Character.SURROGATE;
    }

    private static boolean isDirectional(int character) {
        return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    /** Returns the text with its control characters as escapes. */
    public static String escaped(String text) {
        return text.codePoints()
                .mapToObj(each ->
                        isPrintable(each) ? Character.toString(each) : String.format(Locale.ROOT, "\\u%04x", each))
                .collect(Collectors.joining());
    }
}
