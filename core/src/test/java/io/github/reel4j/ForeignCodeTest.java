package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForeignCode.Fault;
import io.github.reel4j.ForeignCode.Moment;
import io.github.reel4j.guard.TestLogs;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.ContextPropagation;
import io.github.reel4j.port.OrderJournal;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Foreign code that throws, returns null or blocks, from the start or from the vendor's response on. The paid task is
 * in the result, the exception or the journal, every future completes, and the client keeps working.
 */
@Tag("fault-132")
@Timeout(60)
@Tag("long")
class ForeignCodeTest {

    @AfterEach
    void calm() {
        TestLogs.onEachCall(() -> {});
    }

    static Stream<Arguments> faults() {
        return ForeignCode.SUPPLIED.stream()
                .flatMap(type -> methods(type)
                        .flatMap(method -> Fault.all(type, method)
                                .flatMap(fault -> Stream.of(Moment.values())
                                        .map(moment -> Arguments.of(type, method.getName(), fault, moment)))));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("andThen"));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("faults")
    void no_task_is_lost_and_the_client_keeps_working(Class<?> type, String method, Fault fault, Moment moment)
            throws Exception {
        new ForeignCodeRun(new ForeignCode(type, method, fault, moment)).check();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "NULL", mode = EnumSource.Mode.EXCLUDE)
    @Tag("fault-133")
    void a_broken_log_back_end_loses_no_task(Fault fault) throws Exception {
        ForeignCode code = ForeignCode.sound();
        if (fault != Fault.BLOCK) { // one that blocks holds every thread that logs, the program's as well
            TestLogs.onEachCall(() -> fault.commit(code));
        }
        new ForeignCodeRun(code).check();
    }

    @Test
    void all_types_that_programs_can_implement_are_covered() {
        List<String> builder = Arrays.stream(VideoClientBuilder.class.getMethods())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(Class::isInterface)
                .filter(type -> type.getName().startsWith("io.github.reel4j"))
                .map(Class::getSimpleName)
                .distinct()
                .toList();
        // Scheduler is trusted, because only tests replace it
        assertThat(builder)
                .containsExactlyInAnyOrder(
                        "PollPolicy", "OrderJournal", "Scheduler", "ClientListener", "ContextPropagation");
        assertThat(ForeignCode.SUPPLIED)
                .contains(PollPolicy.class, OrderJournal.class, ClientListener.class, ContextPropagation.class);
        assertThat(faults()).hasSizeGreaterThan(300);
    }
}
