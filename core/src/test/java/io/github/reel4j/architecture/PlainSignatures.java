package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Requires public signatures to use only types of the JDK and of reel4j. */
final class PlainSignatures extends ArchCondition<JavaClass> {

    PlainSignatures() {
        super("have signatures with types of the JDK and reel4j only");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED))
                .forEach(unit -> foreign(unit)
                        .forEach(other -> events.add(
                                SimpleConditionEvent.violated(type, unit.getFullName() + " uses " + other.getName()))));
    }

    private static Stream<JavaClass> foreign(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        return Stream.concat(
                        types.flatMap(each -> each.getAllInvolvedRawTypes().stream()),
                        unit.getExceptionTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(each -> !each.isPrimitive()
                        && !each.getPackageName().startsWith("java.")
                        && !each.getPackageName().startsWith("javax.net")
                        && !each.getPackageName().startsWith("io.github.reel4j"));
    }
}
