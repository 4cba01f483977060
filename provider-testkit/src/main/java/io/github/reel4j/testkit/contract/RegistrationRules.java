package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Price;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RC-1xx: registration, and the table of models. */
interface RegistrationRules extends RuleTests {

    @Test
    @DisplayName("RC-101 every operation has exactly one recommended model that can be ordered")
    default void recommendsOneModel() {
        Lesson lesson = bench().lesson("RC-101", "the table of models");
        lesson.require(!bench().operations().isEmpty(), "it offers an operation", () -> "it is empty");
        bench().eachOperation(operation -> {
            List<String> recommended = bench().models().stream()
                    .filter(model -> model.operation() == operation && model.recommended())
                    .filter(model -> model.standing() != ModelSpec.Standing.PRICED_ONLY)
                    .map(ModelSpec::id)
                    .toList();
            lesson.require(
                    recommended.size() == 1,
                    "exactly one model is recommended for " + operation,
                    () -> "these are: " + recommended);
        });
    }

    @Test
    @DisplayName("RC-102 id and models are the same each time, and cost no request")
    default void answersAlike() {
        Lesson lesson = bench().lesson("RC-102", "a provider that nothing was ordered from");
        VideoProvider provider = bench().provider();
        lesson.requireEqual(bench().subject().factory().id(), provider.id(), "its id is its factory's");
        lesson.requireEqual(provider.models(), provider.models(), "the table is the same when read again");
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
    }

    @Test
    @DisplayName("RC-103 without a key there are models but no requests")
    default void needsNoKeyToBeCreated() {
        Lesson lesson = bench().lesson("RC-103", "no API key");
        VideoProvider keyless = bench().unthrown(lesson, () -> bench().subject().with(Map.of("api-key", "")));
        lesson.requireEqual(names(bench().models()), names(keyless.models()), "the table is there all the same");
        if (!keyless.needsKey()) {
            bench().refused("the provider needs no key");
            return;
        }
        bench().eachOperation(operation -> {
            Either<VideoFailure, TaskRef> answer =
                    bench().unthrown(lesson, () -> keyless.generator().submit(bench().resolved(operation)));
            lesson.require(
                    answer.isLeft() && answer.getLeft().kind() == FailureKind.MISSING_CREDENTIALS,
                    "a submit is MISSING_CREDENTIALS",
                    () -> "it is " + answer);
        });
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
    }

    private static List<String> names(List<ModelSpec> models) {
        return models.stream()
                .map(model -> model.operation() + " " + model.id())
                .toList();
    }

    @Test
    @DisplayName("RC-104 an operation that is not offered is refused before any HTTP call")
    default void refusesWhatIsNotOffered() {
        Lesson lesson = bench().lesson("RC-104", "an order of an operation that is not in the table");
        LoneClient client = new LoneClient(bench().provider());
        Arrays.stream(Operation.values())
                .filter(operation -> !bench().operations().contains(operation))
                .forEach(operation -> {
                    lesson.requireEqual(
                            Optional.of(FailureKind.UNSUPPORTED),
                            client.failureOf(lesson, each -> each.submit(SampleRequests.of(operation))),
                            "an order of " + operation + " is UNSUPPORTED");
                    bench().refused(operation);
                });
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
    }

    @Test
    @DisplayName("RC-105 models, fields and prices have a source")
    default void namesItsSources() {
        Lesson lesson = bench().lesson("RC-105", "the table of models");
        bench().eachRow(model -> {
            sourced(lesson, model.id(), model.source());
            model.fields().forEach(field -> sourced(lesson, model.id() + "." + field.field(), field.source()));
            model.prices().forEach(price -> sourced(lesson, "the price of " + model.id(), price.source()));
        });
    }

    private static void sourced(Lesson lesson, String what, DocumentAnchor source) {
        lesson.require(
                !source.document().isBlank() && !source.quote().isBlank(),
                what + " names a document and a place in it",
                () -> "its source is '" + source + "'");
    }

    @Test
    @DisplayName("RC-106 every default is allowed by its own constraint")
    default void hasLegalDefaults() {
        Lesson lesson = bench().lesson("RC-106", "a field that is left unset");
        bench().eachRow(model -> model.fields().forEach(field -> legal(lesson, model, field)));
    }

    private static <T> void legal(Lesson lesson, ModelSpec model, FieldSpec<T> field) {
        field.fallback().flatMap(field.constraint()::complaint).ifPresent(complaint -> {
            throw lesson.failed(
                    "what stands in for " + field.field() + " is allowed by " + model.id(),
                    field.fallback().map(Object::toString).orElse("") + " " + complaint);
        });
        model.prices().stream()
                .map(Price::resolution)
                .flatMap(Optional::stream)
                .forEach(resolution -> lesson.require(
                        !field.field().equals(Field.RESOLUTION)
                                || field.choices().isEmpty()
                                || field.choices().stream()
                                        .anyMatch(choice -> choice.value().equals(resolution)),
                        "a price is for a resolution that " + model.id() + " offers",
                        () -> resolution + " has a price, and is not offered"));
    }
}
