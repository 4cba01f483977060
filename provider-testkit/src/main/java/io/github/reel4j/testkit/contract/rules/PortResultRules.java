package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about the results of all ports: RC-501. */
public interface PortResultRules extends ContractRuleGroup {

    /** Genuine responses whose texts or numbers have other values. */
    List<Fault> CHANGED_VALUES = Stream.of(
                    "null",
                    "7",
                    "-1",
                    "99999999999999999",
                    "1e400",
                    "[]",
                    "[null]",
                    "{}",
                    "true",
                    "\"\"",
                    "\"\\u0000\"")
            .flatMap(json -> Stream.of(FaultCatalog.withEachText(json), withEachNumber(json)))
            .toList();

    /** Values of Retry-After beyond the ranges of an int, of a long and of dates in their units, and malformed ones. */
    List<String> DELAYS = List.of(
            "2147484",
            "2147483648",
            "9223372037",
            "9223372036854776",
            "9223372036854775807",
            "9223372036854775808",
            "31556889864403200",
            "1" + "0".repeat(400),
            "-1",
            "-2147483649",
            "-9223372036854775808",
            "-1" + "0".repeat(400),
            "1e9",
            "0x7",
            "NaN",
            "+5",
            "",
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "Thu, 01 Jan 0001 00:00:00 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT");

    @Test
    @DisplayName("RC-501 no port throws, whatever the vendor sends")
    default void neverThrows(@TempDir Path folder) {
        List<Fault> core = Stream.of(
                        "{",
                        "\"text\"",
                        "[[[[",
                        "{\"code\": {}}",
                        "{\"status\": 7, \"output\": 7, \"data\": 7, \"request_id\": []}",
                        "{\"a\": 1e999999999}",
                        "\u0000\u0001",
                        "{\"data\": \"x\", \"output\": \"x\", \"video\": \"x\"}")
                .map(body -> json(200, body))
                .toList();
        List<Fault> spread = Stream.of(
                        Stream.of(
                                        "",
                                        "null",
                                        "[{}]",
                                        "{\"a\": ".repeat(20_000),
                                        "[".repeat(200_000),
                                        "\ufeff{}",
                                        "\ud800")
                                .map(body -> json(200, body)),
                        Stream.of(400, 404, 429, 500)
                                .flatMap(status -> core.stream().map(fault -> fault.status(status))),
                        Stream.of(Fault.html(), Fault.page(404), Fault.page(502), Fault.text(503)),
                        malformedUtf8(),
                        FaultCatalog.brokenConnections().stream(),
                        Stream.of(100, 199, 204, 205, 304, 600, 999)
                                .map(status -> Fault.raw("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n")),
                        Stream.of("gzip", "br", "x-unknown")
                                .map(coding -> json(200, "{}").header("Content-Encoding", coding)),
                        Stream.of(429, 503)
                                .flatMap(status -> DELAYS.stream()
                                        .map(delay -> Fault.http(status).retryAfter(delay))),
                        Stream.of("", "text/html; charset=x-none", "application/json; charset=", "/", "a/b; c=\"")
                                .map(type -> Fault.none().header("Content-Type", type)))
                .flatMap(each -> each)
                .toList();
        Map<Operation, FaultyCalls> calls = new EnumMap<>(Operation.class);
        new FaultRounds(context()).each(core, spread, (operation, vendor, fault) -> {
            RuleCheck check = context().ruleCheck("RC-501", "tasks without a fault");
            calls.computeIfAbsent(operation, each -> new FaultyCalls(context(), check, each, vendor, folder))
                    .meet(fault);
        });
        new FaultRounds(context())
                .each(
                        List.of(),
                        CHANGED_VALUES,
                        (operation, vendor, fault) -> Optional.ofNullable(calls.get(operation))
                                .ifPresent(each -> each.meetInEachState(fault)));
    }

    /** Bytes that are no UTF-8, alone and in JSON: invalid, cut, overlong, and a surrogate. */
    private static Stream<Fault> malformedUtf8() {
        return Stream.of("\u00ff", "\u00e7\u008c", "\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u0080")
                .flatMap(bytes -> Stream.of(bytes, "{\"status\": \"" + bytes + "\"}", "{\"" + bytes)
                        .flatMap(body -> Stream.of(200, 400, 500)
                                .map(status -> Fault.response(
                                                status, "application/json", body.getBytes(StandardCharsets.ISO_8859_1))
                                        .describedAs("HTTP " + status + " with bytes that are not UTF-8: "
                                                + HexFormat.of()
                                                        .formatHex(body.getBytes(StandardCharsets.ISO_8859_1))))));
    }

    private static Fault withEachNumber(String json) {
        return Fault.none()
                .changingBody(body -> JsonValueReplacer.withEachNumber(body, json))
                .describedAs("the genuine response with " + json + " in place of each number");
    }

    private static Fault json(int status, String body) {
        return Fault.response(status, "application/json", body)
                .describedAs("HTTP " + status + " with the body "
                        + (body.length() > 80
                                ? body.substring(0, 80) + "... (" + body.length() + " characters)"
                                : body));
    }
}
