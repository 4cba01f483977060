package io.github.reel4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.SilentDialect;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class VendorSimulatorExtensionTest {

    private static final String[] PARALLEL = {
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8",
    };

    static class OneForTheClass {
        @RegisterExtension
        static final VendorSimulatorExtension PIXAZO =
                VendorSimulatorExtension.of(PixazoSimulator.builder()).virtualTime();

        @RepeatedTest(3)
        void each_test_starts_with_an_empty_vendor(Simulator pixazo, VirtualTimeScheduler time) throws Exception {
            assertThat(pixazo).isSameAs(PIXAZO.simulator());
            assertThat(PIXAZO.ledger().requests()).isEmpty();
            assertThat(time.elapsed()).isZero();
            time.sleep(Duration.ofMinutes(10));
            assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
            PIXAZO.nextSubmit(Fault.http(500));
            PIXAZO.nextSubmit(Fault.http(500));
            PIXAZO.nextTask().fails("left", "over");
            assertThat(RawOrders.order(pixazo)).isEmpty();
            assertThat(PIXAZO.ledger().billed()).isEqualTo(Money.usd("0.75"));
        }

        @Nested
        class Inside {
            @Test
            void the_simulator_is_that_of_the_class_around() {
                assertThat(PIXAZO.ledger().requests()).isEmpty();
            }
        }
    }

    @Test
    void a_static_simulator_is_reset_between_tests() {
        TestRun run = TestRun.of(OneForTheClass.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSize(4);
        assertThatThrownBy(OneForTheClass.PIXAZO::ledger).hasMessageContaining("@RegisterExtension");
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class OneForEachTest {
        @RegisterExtension
        final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder());

        @RepeatedTest(100)
        void tests_do_not_meet(Simulator simulator) throws Exception {
            pixazo.nextTask().fails("MINE", "alone");
            String id = RawOrders.order(simulator);
            assertThat(pixazo.ledger().orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.taskId()).isEqualTo(id));
        }
    }

    @Test
    void tests_in_parallel_have_a_simulator_each() {
        TestRun run = TestRun.of(OneForEachTest.class, PARALLEL);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSize(100);
    }

    @ExtendWith(OnlyInTestRun.class)
    static class TwoVendors {
        @RegisterExtension
        static final VendorSimulatorExtension PIXAZO = VendorSimulatorExtension.of(PixazoSimulator.builder());

        @RegisterExtension
        final VendorSimulatorExtension apixo = VendorSimulatorExtension.of(ApixoSimulator.builder());

        @Test
        void both_are_there(@Vendor("apixo") Simulator one, @Vendor("pixazo") Simulator other) {
            assertThat(one).isSameAs(apixo.simulator());
            assertThat(other).isSameAs(PIXAZO.simulator());
        }

        @Test
        void whose(Simulator simulator) {
            assertThat(simulator).isNotNull();
        }
    }

    @Test
    void with_two_vendors_a_parameter_names_one_of_them() {
        TestRun run = TestRun.of(TwoVendors.class);
        assertThat(run.passed()).containsExactly("both_are_there(Simulator, Simulator)");
        assertThat(run.failures())
                .singleElement()
                .asString()
                .contains("The test has several vendors.", "@Vendor(\"pixazo\")", "@Vendor(\"apixo\")");
    }

    static class Shared {
        @RegisterExtension
        static final VendorSimulatorExtension PIXAZO = VendorSimulatorExtension.of(PixazoSimulator.builder());

        @Test
        void another_test_starts_while_this_one_runs(Simulator pixazo) throws Exception {
            String id = RawOrders.order(pixazo);
            assertThat(TestRun.of(SharedToo.class).failures())
                    .singleElement()
                    .asString()
                    .contains("Two concurrent tests share one simulator of pixazo", "instance field");
            assertThat(PIXAZO.simulator()).isSameAs(pixazo);
            assertThat(PIXAZO.ledger().orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.taskId()).isEqualTo(id));
            assertThat(RawOrders.order(pixazo)).isNotEmpty();
        }
    }

    @ExtendWith(OnlyInTestRun.class)
    static class SharedToo {
        @RegisterExtension
        static final VendorSimulatorExtension PIXAZO = Shared.PIXAZO;

        @Test
        void starts() {
            assertThat(PIXAZO).isNotNull();
        }
    }

    @Test
    void a_second_concurrent_test_on_one_simulator_fails() {
        TestRun run = TestRun.of(Shared.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSize(1);
    }

    static class WithoutProvider {
        @RegisterExtension
        final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder());

        @Test
        void no_client() {
            assertThatThrownBy(pixazo::client)
                    .hasMessage("There is no provider 'pixazo' on the class path. Add its jar, or call"
                            + " provider(new ...ProviderFactory()) on the extension.");
            assertThatThrownBy(pixazo::time).hasMessageContaining("virtualTime()");
        }
    }

    @Test
    void missing_provider_and_virtual_time_are_explained() {
        assertThat(TestRun.of(WithoutProvider.class).failures()).isEmpty();
    }

    @Test
    void a_builder_without_a_provider_id_is_invalid() {
        assertThatThrownBy(() -> VendorSimulatorExtension.of(Simulator.withDialect(new SilentDialect())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("provider(ProviderId.of(\"acme\"))");
    }
}
