package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a suite: two of them differ where the providers do, and nowhere else. */
@Tag("long")
class ReportTest {

    private static final String NO_LIMITS = "RC-108 the dialect applies no limit, so those of the provider were"
            + " compared with nothing. It can apply them with RateLimit and DialectTaskOperations.acceptBelow";
    private static final AcmeStyle STYLE =
            AcmeStyle.defaultStyle().operations(Operation.TEXT_TO_VIDEO, Operation.ANIMATE);
    private static final ContractMutant RIGHT = new ContractMutant("right", Set.of(), STYLE, (right, config) -> right);
    private static final ContractMutant WRONG = new ContractMutant(
            "takes 429 for a wrong order, has no preview",
            Set.of("RC-206"),
            STYLE,
            (right, config) -> right.preview(Optional.empty())
                    .generator(request -> right.generator()
                            .submit(request)
                            .mapLeft(failure -> WrongBehaviors.kind(FailureKind.RATE_LIMITED)
                                                    .test(failure)
                                            && request.operation() == Operation.ANIMATE
                                    ? WrongBehaviors.as(FailureKind.INVALID_REQUEST)
                                            .apply(failure)
                                    : failure)));

    @TempDir
    private Path folder;

    @Test
    void reports_of_equal_runs_are_equal() throws IOException {
        CompletableFuture<String> first = run(RIGHT, "first");
        CompletableFuture<String> second = run(RIGHT, "second");
        CompletableFuture<String> changed = run(WRONG, "changed");

        String right = first.join();
        assertThat(second.join()).isEqualTo(right);
        assertThat(difference(right, changed.join()))
                .containsExactly(
                        "-   \"passed\": 76,",
                        "-   \"failed\": 0,",
                        "-   \"not_applicable\": 1,",
                        "-     {\"rule\": \"RC-206\", \"state\": \"passed\", \"checks\": [",
                        "-     {\"rule\": \"RC-604\", \"state\": \"passed\", \"checks\": [",
                        "+   \"passed\": 74,",
                        "+   \"failed\": 1,",
                        "+   \"not_applicable\": 2,",
                        "+     {\"rule\": \"RC-206\", \"state\": \"failed\", \"checks\": [",
                        "+       {\"operation\": \"animate\", \"model\": \"acme-motion\", \"state\": \"failed\","
                                + " \"given\": \"the vendor responds with 429 and Retry-After: 7\","
                                + " \"then\": \"it is RATE_LIMITED\"},",
                        "+     {\"rule\": \"RC-604\", \"state\": \"not_applicable\", "
                                + "\"reason\": \"the provider has no preview\"},");
        requireEveryRule(new JsonMapper().readTree(right));
    }

    @Test
    void undeclared_capabilities_are_not_applicable() throws IOException {
        CompletableFuture<String> none = run(with(AcmeStyle.Abilities.NONE), "none");
        CompletableFuture<String> unsigned = run(with(AcmeStyle.Abilities.UNSIGNED), "unsigned");

        assertThat(notApplicable(none.join()))
                .containsExactly(
                        NO_LIMITS,
                        "RC-221 the provider declares no callbacks",
                        "RC-312 the vendor documents no queue position",
                        "RC-313 the vendor's responses do not state it",
                        "RC-321 the provider has no canceller",
                        "RC-322 the provider has no canceller",
                        "RC-323 the provider declares no callbacks",
                        "RC-324 the provider declares no callbacks",
                        "RC-325 the provider has no canceller",
                        "RC-721 the provider declares no callbacks",
                        "RC-722 the provider declares no callbacks",
                        "RC-901 the provider has no uploader",
                        "RC-902 the provider has no uploader",
                        "RC-903 the provider has no uploader",
                        "RC-904 the provider has no uploader",
                        "RC-905 the provider has no uploader");
        assertThat(notApplicable(unsigned.join()))
                .containsExactly(NO_LIMITS, "RC-721 the vendor documents no signature");
    }

    private static ContractMutant with(AcmeStyle.Abilities abilities) {
        return new ContractMutant("right", Set.of(), STYLE.abilities(abilities), (right, config) -> right);
    }

    private static Stream<String> notApplicable(String report) throws IOException {
        return StreamSupport.stream(
                        new JsonMapper().readTree(report).get("rules").spliterator(), false)
                .filter(rule -> rule.has("reason"))
                .map(rule ->
                        rule.get("rule").textValue() + " " + rule.get("reason").textValue());
    }

    private static void requireEveryRule(JsonNode report) {
        assertThat(report.get("provider").textValue()).isEqualTo("acme");
        assertThat(report.findValuesAsText("rule"))
                .containsExactlyElementsOf(ContractRuleReader.rules().keySet());
        assertThat(checks(report, "RC-202"))
                .containsExactly("animate acme-motion passed", "text-to-video acme-1 passed");
        assertThat(checks(report, "RC-210"))
                .containsExactly(
                        "animate acme-motion passed", "text-to-video acme-1 passed", "text-to-video acme-1-pro passed");
        assertThat(checks(report, "RC-104"))
                .containsExactly(
                        "image-to-video  not_applicable", "replace  not_applicable", "speech-to-video  not_applicable");
    }

    private static Stream<String> checks(JsonNode report, String rule) {
        return StreamSupport.stream(report.get("rules").spliterator(), false)
                .filter(each -> each.get("rule").textValue().equals(rule))
                .flatMap(each -> StreamSupport.stream(each.get("checks").spliterator(), false))
                .map(check -> check.path("operation").asText() + " "
                        + check.path("model").asText() + " "
                        + check.path("state").asText());
    }

    /** What one text has and the other has not, line by line. */
    private static List<String> difference(String before, String after) {
        List<String> difference = new ArrayList<>();
        Predicate<String> inBefore = before.lines().toList()::contains;
        Predicate<String> inAfter = after.lines().toList()::contains;
        before.lines().filter(inAfter.negate()).map(line -> "- " + line).forEach(difference::add);
        after.lines().filter(inBefore.negate()).map(line -> "+ " + line).forEach(difference::add);
        return difference;
    }

    private CompletableFuture<String> run(ContractMutant mutant, String name) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ContractMutantSuite.report(mutant, folder.resolve(name + ".json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
