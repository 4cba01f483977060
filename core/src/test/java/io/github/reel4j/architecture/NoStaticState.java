package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;

/** What is static is final, and of a type that does not show that it can change. */
final class NoStaticState extends ArchCondition<JavaField> {

    NoStaticState() {
        super("not be static and changeable");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
        boolean isOurs = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
        if (isStatic && isOurs && (!isFinal || changes(field.getRawType()))) {
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
        }
    }

    private static boolean changes(JavaClass type) {
        boolean container = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.isArray()
                || type.getPackageName().startsWith("java.util.concurrent")
                || (container && !type.isInterface())
                || type.isAssignableTo(StringBuilder.class);
    }
}
