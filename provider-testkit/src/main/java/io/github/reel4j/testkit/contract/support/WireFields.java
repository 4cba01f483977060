package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.testkit.http.ReceivedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of an HTTP request by their place: in the URL, in the headers, and in a body of JSON, of a form or of
 * several parts. JSON in a string of JSON has places of its own. Numbers keep every digit. JSON's null has no place.
 *
 * @param values the values by place, for example {@code body.input.prompt}
 * @param structured whether the format of the body is known; if not, the whole body is one value
 */
public record WireFields(Map<String, String> values, boolean structured) {

    /** Headers of the connection, which say nothing about the order. */
    private static final Set<String> TRANSPORT = Set.of(
            "host",
            "content-length",
            "connection",
            "user-agent",
            "date",
            "accept",
            "accept-encoding",
            "te",
            "upgrade",
            "transfer-encoding",
            "http2-settings",
            "expect");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern PART = Pattern.compile("(?s)\r\n.*?name=\"([^\"]*)\".*?\r\n\r\n(.*)\r\n");

    /** Returns the values of a request that arrived. */
    public static WireFields of(ReceivedRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, texts) -> headers.put(name, String.join(", ", texts)));
        return of(request.method(), request.target(), headers, request.body());
    }

    /** Returns the values of a request that was shown and not sent. */
    public static WireFields of(WireRequest request) {
        String query = request.url().getRawQuery();
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, text) -> headers.put(name.toLowerCase(Locale.ROOT), text));
        String target = request.url().getRawPath() + (query == null ? "" : "?" + query);
        return of(request.method(), target, headers, request.body());
    }

    private static WireFields of(String method, String target, Map<String, String> headers, String body) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] url = target.split("\\?", 2);
        values.put("method", method);
        values.put("path", url[0]);
        if (url.length > 1) {
            putForm("query.", url[1], values);
        }
        String type = headers.getOrDefault("content-type", "");
        headers.forEach((name, text) -> {
            if (!TRANSPORT.contains(name)) {
                values.put("header." + name, text.replaceFirst("boundary=.*", "boundary"));
            }
        });
        return new WireFields(values, putBody(type, body, values));
    }

    private static boolean putBody(String type, String body, Map<String, String> values) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            putForm("body.", body, values);
            return true;
        }
        if (type.startsWith("multipart/") && boundary.find()) {
            for (String part : body.split(Pattern.quote("--" + boundary.group(1)), -1)) {
                Matcher content = PART.matcher(part);
                if (content.matches()) {
                    put("body." + content.group(1), content.group(2), values);
                }
            }
            return true;
        }
        try {
            JsonNode root = JSON.readTree(body);
            put("body", root, values);
            return root.isContainerNode();
        } catch (JsonProcessingException e) {
            values.put("body", body);
            return false;
        }
    }

    private static void putForm(String prefix, String form, Map<String, String> values) {
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            put(prefix + decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]), values);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void put(String place, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(each -> put(place + "." + each.getKey(), each.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                put(place + "[" + i + "]", node.get(i), values);
            }
        } else if (node.isTextual()) {
            put(place, node.textValue(), values);
        } else if (node.isNumber()) {
            values.put(place, node.decimalValue().toPlainString());
        } else if (node.isBoolean()) {
            values.put(place, node.asText());
        }
    }

    private static void put(String place, String text, Map<String, String> values) {
        values.put(place, text);
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                JsonNode nested = JSON.readTree(text);
                if (nested.isContainerNode()) {
                    put(place + ".json", nested, values);
                }
            } catch (JsonProcessingException e) {
                // a text that only looks like JSON
            }
        }
    }

    /** Returns the value at a place; empty if there is none. */
    public String at(String place) {
        return values.getOrDefault(place, "");
    }

    /** Returns the places whose values differ from those of {@code other}, or that only one of both has. */
    public Set<String> differences(WireFields other) {
        Set<String> places = new TreeSet<>(values.keySet());
        places.addAll(other.values.keySet());
        places.removeIf(place -> values.containsKey(place)
                && other.values.containsKey(place)
                && at(place).equals(other.at(place)));
        return places;
    }

    /** Returns the values outside of {@code places}. */
    public Map<String, String> without(Set<String> places) {
        return values.entrySet().stream()
                .filter(each -> !places.contains(each.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** Returns one line for each value, without headers, because they contain the API key. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(each -> !each.getKey().startsWith("header."))
                .map(each -> each.getKey() + "=" + shortened(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "... (" + text.length() + " characters)";
    }
}
