package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about registration and the model table: RC-101 to RC-107. */
public interface RegistrationRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-101 every operation has exactly one recommended orderable model")
    default void recommendsOneModel() {
        RuleCheck check = context().ruleCheck("RC-101", "the model table");
        check.require(!context().operations().isEmpty(), "it offers an operation", () -> "it has no orderable model");
        context().eachOperation(operation -> {
            List<String> recommended = context().models().stream()
                    .filter(model -> model.operation() == operation && model.recommended())
                    .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                    .map(ModelSpec::id)
                    .toList();
            check.require(
                    recommended.size() == 1,
                    "exactly one model is recommended for " + operation,
                    () -> "these are recommended: " + recommended);
            List<Field<?>> fields = context().models().stream()
                    .filter(model -> model.operation() == operation)
                    .flatMap(model -> model.recommendedWith().stream())
                    .collect(Collectors.toList());
            check.require(
                    fields.stream().distinct().count() == fields.size(),
                    "at most one model of " + operation + " is recommended with a field",
                    () -> "these fields are named: " + fields);
        });
    }

    @Test
    @DisplayName("RC-102 id and models are the same each time, without a request")
    default void isConsistent() {
        RuleCheck check = context().ruleCheck("RC-102", "a new provider");
        VideoProvider provider = context().provider();
        check.requireEqual(context().subject().factory().id(), provider.id(), "its id equals that of its factory");
        check.requireEqual(provider.models(), provider.models(), "the model table is the same when read again");
        check.requireEqual(0, context().requests(), "the vendor receives no request");
    }

    @Test
    @DisplayName("RC-103 without a key the models are available and nothing is sent")
    default void needsNoKeyToBeCreated() {
        RuleCheck check = context().ruleCheck("RC-103", "no API key");
        VideoProvider keyless =
                context().callPort(check, () -> context().subject().with(Map.of("api-key", "")));
        check.requireEqual(names(context().models()), names(keyless.models()), "the models are the same as with a key");
        if (!keyless.needsKey()) {
            context().notApplicable("the provider needs no key");
            return;
        }
        context().eachOperation(operation -> {
            Either<VideoFailure, TaskRef> result = context()
                    .callPort(check, () -> keyless.generator().submit(context().resolved(operation)));
            check.require(
                    result.isLeft() && result.getLeft().kind() == FailureKind.MISSING_CREDENTIALS,
                    "a submit fails with MISSING_CREDENTIALS",
                    () -> "it is " + result);
        });
        check.requireEqual(0, context().requests(), "the vendor receives no request");
    }

    private static List<String> names(List<ModelSpec> models) {
        return models.stream()
                .map(model -> model.operation() + " " + model.id())
                .toList();
    }

    @Test
    @DisplayName("RC-104 an operation that is not offered is rejected before any HTTP call")
    default void rejectsUnsupportedOperations() {
        RuleCheck check = context().ruleCheck("RC-104", "an order of an operation that is not in the model table");
        SingleProviderClient client = new SingleProviderClient(context().provider());
        Arrays.stream(Operation.values())
                .filter(operation -> !context().operations().contains(operation))
                .forEach(operation -> {
                    check.requireEqual(
                            Optional.of(FailureKind.UNSUPPORTED),
                            client.failureOf(check, each -> each.submit(SampleRequests.of(operation))),
                            "the failure of " + operation + " is UNSUPPORTED");
                    context().notApplicable(operation);
                });
        check.requireEqual(0, context().requests(), "the vendor receives no request");
    }

    @Test
    @DisplayName("RC-105 models, fields and prices have a source")
    default void citesItsSources() {
        RuleCheck check = context().ruleCheck("RC-105", "the model table");
        context().eachListedModel(model -> {
            requireSource(check, model.id(), model.source());
            model.fields().forEach(field -> requireSource(check, model.id() + "." + field.field(), field.source()));
            model.prices().forEach(price -> requireSource(check, "the price of " + model.id(), price.source()));
        });
    }

    private static void requireSource(RuleCheck check, String what, DocumentAnchor source) {
        check.require(
                !source.document().isBlank() && !source.quote().isBlank(),
                what + " cites a document and a quote",
                () -> "its source is '" + source + "'");
    }

    @Test
    @DisplayName("RC-106 every default is allowed by its own constraint")
    default void hasLegalDefaults() {
        RuleCheck check = context().ruleCheck("RC-106", "an unset field");
        context().eachListedModel(model -> model.fields().forEach(field -> requireLegalDefault(check, model, field)));
    }

    @Test
    @DisplayName("RC-107 the limits name only orderable models of the provider, and have a source")
    default void limitsItsOwnModels() {
        RuleCheck check = context().ruleCheck("RC-107", "the limits of single models");
        List<ModelLimits> limits = context().provider().limits().models();
        Set<String> orderable = context().models().stream()
                .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                .map(ModelSpec::id)
                .collect(Collectors.toSet());
        for (ModelLimits limit : limits) {
            check.require(
                    orderable.contains(limit.model()),
                    "each is for an orderable model: " + orderable,
                    () -> "there is one for " + limit.model());
            check.require(
                    limit.submits().isPresent() || limit.maxConcurrentTasks().isPresent(),
                    "each limits something",
                    () -> "that of " + limit.model() + " is empty");
            requireSource(check, "the limits of " + limit.model(), limit.source());
        }
        if (limits.isEmpty()) {
            context().notApplicable("the vendor documents no limits of single models");
        }
    }

    private static <T> void requireLegalDefault(RuleCheck check, ModelSpec model, FieldSpec<T> field) {
        field.defaultValue().flatMap(field.constraint()::violation).ifPresent(violation -> {
            throw check.failed(
                    "the default of " + field.field() + " is allowed by " + model.id(),
                    field.defaultValue().map(Object::toString).orElse("") + " " + violation);
        });
        model.prices().stream()
                .map(PriceRow::resolution)
                .flatMap(Optional::stream)
                .forEach(resolution -> check.require(
                        !field.field().equals(Field.RESOLUTION)
                                || field.choices().isEmpty()
                                || field.choices().stream()
                                        .anyMatch(choice -> choice.value().equals(resolution)),
                        "a price is for a resolution that " + model.id() + " offers",
                        () -> resolution + " has a price but is not offered"));
    }
}
