package io.github.reel4j.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Replaces the vendors by simulators in a test of the application: no key, no cost, and minutes of waiting pass in
 * milliseconds.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureReelSimulator("fal")
 * class ShopTest {
 *     @Autowired Simulator fal;
 *     @Autowired Shop shop;
 *
 *     @Test
 *     void a_sold_video_is_billed_once() {
 *         shop.sell();
 *         assertThat(fal.ledger().orders()).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>Each simulator is a bean of type {@link io.github.reel4j.testkit.simulator.Simulator}, named after its vendor, for
 * example {@code falSimulator}; its {@link io.github.reel4j.testkit.simulator.Ledger} is {@code falLedger}. With
 * several simulators, select one with {@link org.springframework.beans.factory.annotation.Qualifier}. The virtual time
 * is a bean of type {@link io.github.reel4j.testkit.time.VirtualTimeScheduler}. The provider of the vendor must be on
 * the class path. Keys and base URLs in the application's properties are ignored, so no other vendor can be reached. A
 * journal of the application is replaced by a temporary file, unless the test sets {@code reel4j.journal.file}.
 *
 * <p>The simulators are reset before each test. After each test, the test fails if a vendor bills an order that the
 * application's clients did not report, or if an order was sent again although it may have been billed.
 */
@Documented
@Inherited
@ImportAutoConfiguration
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureReelSimulator {

    /** Returns the ids of the providers whose vendors are simulated, for example {@code fal}; 1 or more. */
    String[] value();

    /**
     * Returns whether clients and simulators share a virtual time, which jumps to the next event when nothing is due.
     * Set it to false in tests of the worker of an order queue, because the database has a real clock.
     */
    boolean virtualTime() default true;

    /** Returns whether each test is checked for lost and repeated orders when it has ended. */
    boolean billingCheck() default true;
}
