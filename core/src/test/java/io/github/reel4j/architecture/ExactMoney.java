package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** Forbids {@code double} and {@code float} in fields and signatures, and conversions of {@code BigDecimal} to them. */
final class ExactMoney extends ArchCondition<JavaClass> {

    private static final Set<String> INEXACT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    ExactMoney() {
        super("have no double or float in fields and signatures");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaClass> fieldTypes = type.getFields().stream().map(field -> field.getRawType());
        Stream<JavaClass> signatureTypes = type.getCodeUnits().stream()
                .flatMap(unit ->
                        Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream()));
        Stream.concat(fieldTypes, signatureTypes)
                .filter(each -> INEXACT.contains(each.getBaseComponentType().getName()))
                .forEach(each ->
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " uses a " + each.getName())));
        type.getCodeUnitCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getName().equals("java.math.BigDecimal"))
                .filter(call -> call.getName().matches("doubleValue|floatValue")
                        || call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(each -> INEXACT.contains(each.getName())))
                .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
    }
}
