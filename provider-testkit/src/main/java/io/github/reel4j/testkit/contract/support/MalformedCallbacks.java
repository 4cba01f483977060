package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Malformed and forged requests to a callback URL, each with a description. */
public final class MalformedCallbacks {

    /** Headers of every HTTP request, which never contain a signature. */
    private static final Set<String> DEFAULT_HEADERS =
            Set.of("accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent");

    private MalformedCallbacks() {}

    /** Returns requests that name no task. */
    public static Map<String, ReceivedCallback> callbacks() {
        Map<String, ReceivedCallback> all = new LinkedHashMap<>();
        put(all, "no body", "");
        put(all, "a blank body", " \n ");
        put(all, "the body null", "null");
        put(all, "an empty list", "[]");
        put(all, "an empty object", "{}");
        put(all, "a list of lists, 60,000 deep", "[".repeat(60_000));
        put(all, "an object of objects, 9,000 deep", "{\"data\":".repeat(9_000));
        put(all, "an HTML page", "<!doctype html><title>Hello</title>");
        put(all, "a truncated body", "{\"id\": \"half");
        put(all, "a number of 60,000 digits", "{\"id\": " + "9".repeat(60_000) + "}");
        all.put("bytes that are not UTF-8", new ReceivedCallback(Map.of(), new byte[] {-1, -2, 0, -64, -128, 13, 10}));
        all.put("empty headers", odd("", "x-signature", "x-timestamp", "signature", "timestamp"));
        return all;
    }

    private static void put(Map<String, ReceivedCallback> all, String name, String body) {
        all.put(name, odd(body));
    }

    private static ReceivedCallback odd(String body, String... blankHeaders) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("application/json"));
        for (String name : blankHeaders) {
            headers.put(name, List.of("", "\u0000"));
        }
        return new ReceivedCallback(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a callback with the headers of {@code posted} that HTTP needs, and those of {@code message}. */
    public static ReceivedCallback received(ReceivedCallback posted, CallbackMessage message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        posted.headers().forEach((name, values) -> {
            if (DEFAULT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        message.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new ReceivedCallback(headers, message.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns changes of a genuine callback that invalidate its signature. */
    public static Map<String, ReceivedCallback> forgeries(ReceivedCallback genuine) {
        String body = genuine.text();
        Map<String, ReceivedCallback> all = new LinkedHashMap<>();
        all.put("no body", with(genuine, ""));
        all.put("a space appended to its body", with(genuine, body + " "));
        all.put("changed digits in its body", with(genuine, withOtherDigits(body) + "\n"));
        all.put("no signature", headers(genuine, own -> null));
        all.put("blank headers", headers(genuine, own -> ""));
        all.put("changed digits in its headers", headers(genuine, MalformedCallbacks::withOtherDigits));
        all.put("truncated headers", headers(genuine, own -> own.substring(0, own.length() / 2)));
        all.put("headers of a million characters", headers(genuine, own -> "9".repeat(1_000_000)));
        all.put("non-ASCII headers", headers(genuine, own -> "\u0661\ud83d\ude00\u00e9"));
        return all;
    }

    private static ReceivedCallback with(ReceivedCallback genuine, String body) {
        return new ReceivedCallback(genuine.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedCallback headers(ReceivedCallback genuine, Function<String, @Nullable String> change) {
        Map<String, List<String>> headers = new LinkedHashMap<>(genuine.headers());
        for (String name : new TreeSet<>(genuine.headers().keySet())) {
            if (!DEFAULT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                String changed = change.apply(genuine.header(name).orElse(""));
                if (changed == null) {
                    headers.remove(name);
                } else {
                    headers.put(name, List.of(changed));
                }
            }
        }
        return new ReceivedCallback(headers, genuine.body());
    }

    /** Returns {@code text} with each digit increased by 1, modulo 10. */
    private static String withOtherDigits(String text) {
        StringBuilder other = new StringBuilder();
        text.chars().forEach(c -> other.append((char) (c >= '0' && c < '9' ? c + 1 : c == '9' ? '0' : c)));
        return other.toString();
    }
}
