package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DnsResolverTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch lookupCount = new CountDownLatch(1);
    private final CountDownLatch result = new CountDownLatch(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final DnsResolver dnsResolver = new DnsResolver(host -> {
        lookups.incrementAndGet();
        lookupCount.countDown();
        try {
            result.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new InetAddress[] {address};
    });

    private InetAddress[] resolve(Duration deadline) {
        try {
            return dnsResolver.resolve(new CallState("vendor.example", deadline));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void concurrent_calls_share_one_lookup() throws Exception {
        CompletableFuture<InetAddress[]> first = CompletableFuture.supplyAsync(() -> resolve(LONG));
        lookupCount.await();
        assertThatThrownBy(() -> dnsResolver.resolve(new CallState("vendor.example", Duration.ofMillis(1))))
                .isInstanceOf(UnknownHostException.class);

        result.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).containsExactly(address);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void a_failed_lookup_fails_all_its_calls() {
        UnknownHostException unknown = new UnknownHostException("vendor.example");
        DnsResolver failing = new DnsResolver(host -> {
            throw unknown;
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> failing.resolve(new CallState("vendor.example", LONG)))
                    .isSameAs(unknown);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "255.249.199.0, true",
        "1.2.3, false",
        "1.2.3.256, false",
        "1.2.3.4.5, false",
        "1.2.3.4., false"
    })
    void an_IPv4_literal_needs_no_thread(String host, boolean literal) throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        DnsResolver resolving = new DnsResolver(name -> {
            worker.complete(Thread.currentThread());
            return new InetAddress[] {address};
        });

        assertThat(resolving.resolve(new CallState(host, LONG))).containsExactly(address);
        assertThat(worker.join() == Thread.currentThread()).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "vendor.example"})
    void an_interrupted_thread_resolves_nothing(String host) {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> dnsResolver.resolve(new CallState(host, LONG)))
                .isInstanceOf(InterruptedException.class);
    }
}
