package io.github.reel4j.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strict parser for exactly one JSON object on one line, independent of {@link JsonWriter}. */
final class JsonParser {

    private final String text;
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    static Map<?, ?> object(String text) {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value();
        if (!(value instanceof Map<?, ?> map) || !text.substring(parser.at).equals("\n")) {
            throw new AssertionError("not one JSON object on one line: " + text);
        }
        return map;
    }

    /** Returns the value at a path such as {@code failure.kind}. */
    static Object at(Map<?, ?> object, String path) {
        Object value = object;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (value == null) {
            throw new AssertionError("no " + path + " in " + object);
        }
        return value;
    }

    private @Nullable Object value() {
        char c = text.charAt(at);
        if (c == '{') {
            return map();
        }
        if (c == '[') {
            return list();
        }
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String literal = text.substring(start, at);
        return switch (literal) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> new BigDecimal(literal);
        };
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        expect('{');
        while (text.charAt(at) != '}') {
            if (!map.isEmpty()) {
                expect(',');
                expect(' ');
            }
            String key = string();
            expect(':');
            expect(' ');
            map.put(key, value());
        }
        expect('}');
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        expect('[');
        while (text.charAt(at) != ']') {
            if (!list.isEmpty()) {
                expect(',');
                expect(' ');
            }
            list.add(value());
        }
        expect(']');
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        expect('"');
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw new AssertionError("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int index = "\"\\/bfnrt".indexOf(c);
        if (index < 0) {
            throw new AssertionError("no JSON escape: " + c);
        }
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new AssertionError("expected " + c + " at " + (at - 1) + " of " + text);
        }
    }
}
