package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Responses of a vendor that contain a secret of the client, in every part of a response. */
public final class EchoedSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The names of fields that vendors use for errors. */
    private static final List<String> FIELDS = List.of(
            "message", "code", "msg", "reason", "title", "error_description", "request_id", "status", "failMsg", "id");

    private EchoedSecrets() {}

    /** Returns a fault for each way to echo a secret. */
    public static List<Fault> faults(Simulator vendor, SecretForms secrets) {
        List<Fault> all = new ArrayList<>();
        List<String> texts = secrets.texts();
        if (texts.isEmpty()) {
            return all;
        }
        String text = texts.get(0);
        String bare = texts.get(1);
        for (int status : List.of(200, 400, 401, 403, 404, 409, 422, 429, 500, 503)) {
            all.add(json(status, body(text)));
        }
        for (String other : texts) {
            all.add(json(400, body(other)));
            all.add(json(500, body(other)));
        }
        for (int status : List.of(400, 401, 402, 404, 422, 429, 500)) {
            ServerResponse documented = vendor.errorResponse(status);
            all.add(json(status, withText(new String(documented.body(), StandardCharsets.UTF_8), text, any -> true)));
        }
        // ids and URLs are data, which a client must use as they are
        all.add(Fault.none()
                .rewritten("the secret in every word", body -> withText(body, text, EchoedSecrets::isWord)));
        all.add(Fault.none().rewritten("the secret in an unfinished body", body -> body + ", \"" + text));
        all.add(Fault.http(400).header("X-Request-Id", bare).header("WWW-Authenticate", "Bearer error=" + bare));
        all.add(Fault.http(429).retryAfter(bare));
        all.add(Fault.http(500).header("Server", bare).header("Set-Cookie", "key=" + bare));
        all.add(Fault.response(400, "text/" + bare, text));
        all.add(Fault.response(200, "application/json", "{\"error\": \"" + text));
        all.add(Fault.response(502, "text/html", "<title>" + text + "</title><h1>" + text + "</h1>"));
        all.add(Fault.redirect(302, vendor.baseUrl() + "/login?key=" + bare));
        all.add(Fault.redirect(307, "https://" + bare + "@login.example/" + bare));
        all.add(Fault.raw(
                "HTTP/1.1 400 " + text + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));
        all.add(Fault.raw("HTTP/1.1 200 OK\r\n" + text + "\r\nContent-Length: 2\r\n\r\n{}"));
        all.add(Fault.raw(text + "\r\n\r\n"));
        return all;
    }

    private static Fault json(int status, String body) {
        return Fault.response(status, "application/json", body);
    }

    private static String body(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(field -> body.put(field, text));
        for (String group : List.of("error", "data", "output", "detail")) {
            ObjectNode fields = body.putObject(group);
            FIELDS.forEach(field -> fields.put(field, text));
        }
        body.putArray("errors").addObject().put("message", text).put("path", text);
        return body.toString();
    }

    private static boolean isWord(String value) {
        return value.chars().noneMatch(c -> Character.isDigit(c) || c == ':' || c == '/');
    }

    /** Returns the document with {@code text} appended to some texts of it. */
    private static String withText(String document, String text, Predicate<String> some) {
        try {
            return changed(JSON.readTree(document), text, some).toString();
        } catch (JsonProcessingException e) {
            return document + text;
        }
    }

    private static JsonNode changed(JsonNode node, String text, Predicate<String> some) {
        if (node.isTextual() && some.test(node.asText())) {
            return TextNode.valueOf(node.asText() + " " + text);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode other = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                other.set(field.getKey(), changed(field.getValue(), text, some));
            }
            return other;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode other = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> other.add(changed(each, text, some)));
            return other;
        }
        return node;
    }
}
