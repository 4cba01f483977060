package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;

/** Requires static fields to be final and of a type that is not known to be mutable. */
final class NoStaticState extends ArchCondition<JavaField> {

    NoStaticState() {
        super("not be static and mutable");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
        boolean isWritten = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
        if (isStatic && isWritten && (!isFinal || isMutable(field.getRawType()))) {
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static and mutable"));
        }
    }

    private static boolean isMutable(JavaClass type) {
        boolean container = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.isArray()
                || type.getPackageName().startsWith("java.util.concurrent")
                || (container && !type.isInterface())
                || type.isAssignableTo(StringBuilder.class);
    }
}
