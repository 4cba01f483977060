package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.testkit.contract.support.PlaceholderTextDetector;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import io.github.reel4j.validation.RequestResolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about registration and the model table: RC-101 to RC-107. */
public interface RegistrationRules extends LimitRules {

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
            List<String> ids = context().models().stream()
                    .filter(model -> model.operation() == operation)
                    .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                    .map(ModelSpec::id)
                    .toList();
            check.require(
                    ids.stream().distinct().count() == ids.size(),
                    "the models of " + operation + " have distinct ids",
                    () -> "the ids are: " + ids);
            context().models().stream()
                    .filter(model -> model.operation() == operation)
                    .forEach(model -> model.recommendedWith().ifPresent(field -> requireField(check, model, field)));
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

    private void requireField(RuleCheck check, ModelSpec model, Field<?> field) {
        check.require(
                model.field(field).isPresent() && !model.recommended(),
                "a model that is recommended with a field has it, and is not the recommended model",
                () -> model.id() + " is recommended with " + field);
        context().models().stream()
                .filter(other -> other.operation() == model.operation() && other.recommended())
                .forEach(other -> check.require(
                        other.field(field).isEmpty(),
                        "the recommended model does not have the field that another one is recommended with",
                        () -> other.id() + " has " + field + ", and " + model.id() + " is recommended with it"));
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-102 id and models are the same each time, without a request")
    default void isConsistent() {
        RuleCheck check = context().ruleCheck("RC-102", "a new provider");
        VideoProvider provider = context().provider();
        check.requireEqual(context().subject().factory().id(), provider.id(), "its id equals that of its factory");
        new RepeatedTables(context(), check).requireSame();
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
        context().provider().limits().source().ifPresent(source -> requireSource(check, "the limits", source));
    }

    private static void requireSource(RuleCheck check, String what, DocumentAnchor source) {
        check.require(
                PlaceholderTextDetector.isCited(source),
                what + " cites a document and a quote",
                () -> "its source is '" + source + "'");
    }

    @Test
    @DisplayName("RC-106 every default is allowed by its own constraint")
    default void hasLegalDefaults() {
        RuleCheck check = context().ruleCheck("RC-106", "an unset field");
        context().eachListedModel(model -> model.fields().forEach(field -> requireLegalDefault(check, model, field)));
        context().eachModel(model -> requireOrderableDefaults(check, model));
    }

    /** Requires that the defaults are valid together: none excludes another, and none makes another field required. */
    private void requireOrderableDefaults(RuleCheck check, ModelSpec model) {
        List<FieldSpec<?>> defaults = new ArrayList<>();
        model.fields().stream().filter(spec -> spec.defaultValue().isPresent()).forEach(defaults::add);
        for (FieldSpec<?> spec : defaults) {
            defaults.stream()
                    .filter(other -> spec.excluded().contains(other.field()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw check.failed(
                                "fields that exclude each other do not both have a default",
                                spec.field() + " and " + other.field() + " of " + model.id() + " have one");
                    });
        }
        GenerationRequest order = RequestVariants.minimal(context().request(model), model);
        new RequestResolver(context().provider().id(), List.of(model))
                .resolve(order)
                .swap()
                .toJavaOptional()
                .flatMap(violations -> violations
                        .find(violation -> model.fields().stream()
                                .anyMatch(spec -> spec.field().name().equals(violation.field())
                                        && !spec.required()
                                        && !order.values().containsKey(spec.field())
                                        && !order.options().containsKey(violation.field())))
                        .toJavaOptional())
                .ifPresent(violation -> {
                    throw check.failed(
                            "an order of " + model.id() + " that sets no optional field is valid",
                            violation.toString());
                });
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
