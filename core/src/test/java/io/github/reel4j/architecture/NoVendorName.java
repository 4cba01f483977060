package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/** Forbids names of vendors in identifiers and messages of core, because vendors are jars on the class path. */
final class NoVendorName extends ArchCondition<JavaClass> {

    private static final Pattern VENDOR = Pattern.compile(
            "pixazo|apixo|dashscope|aliyun|wavespeed|siliconflow|segmind|replicate\\.com|\\bfal\\.(ai|run)\\b",
            Pattern.CASE_INSENSITIVE);

    NoVendorName() {
        super("contain no name of a vendor");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        ConstantPool.texts(type).stream()
                .filter(text -> VENDOR.matcher(text).find())
                .forEach(text ->
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " contains \"" + text + "\"")));
    }
}
