package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.vavr.control.Try;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Wrong providers without a vendor on the wire: the suite also detects what they do wrong without one. */
class WithoutVendorTest {

    private static final WireRequest MAX_LISTED =
            new WireRequest("POST", URI.create("https://memory.invalid/films"), Map.of(), "{}");

    @Test
    void a_download_that_is_not_a_video_fails_the_rule() {
        assertThat(failure("RC-401", Pages::new)).contains("  but     its first bytes are not those of MP4 or WebM\n");
    }

    @Test
    void an_order_made_by_a_preview_fails_the_rule() {
        assertThat(failure("RC-604", Ordering::new)).containsPattern("  but     it is [1-9]\\d*, not 0\n");
    }

    @Test
    void the_subject_is_closed_after_each_test() {
        AtomicInteger closed = new AtomicInteger();
        ProviderUnderTest subject = new ForwardingProviderUnderTest(new InMemoryUnderTest()) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThat(ContractMutantSuite.failures(() -> subject, "RC-101")).isEmpty();

        assertThat(closed).hasValue(1);
    }

    private static String failure(String rule, UnaryOperator<VideoProvider> wrong) {
        InMemoryUnderTest memory = new InMemoryUnderTest();
        ProviderUnderTest subject = new ForwardingProviderUnderTest(memory) {
            @Override
            public VideoProvider provider() {
                return wrong.apply(memory.provider());
            }
        };
        return String.valueOf(ContractMutantSuite.failures(() -> subject, rule).get(rule));
    }

    /** Saves a page whatever it is to fetch. */
    private static final class Pages extends ForwardingProvider {
        Pages(VideoProvider right) {
            super(right);
        }

        @Override
        public VideoDownloader downloader() {
            return (video, target) -> Try.of(() -> Files.writeString(target, "<h1>Your film</h1>"))
                    .toEither(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "cannot write"));
        }
    }

    /** Orders what it is to preview. */
    private static final class Ordering extends ForwardingProvider {
        Ordering(VideoProvider right) {
            super(right);
        }

        @Override
        public Optional<RequestPreview> preview() {
            return Optional.of(this::preview);
        }

        private WireRequest preview(ResolvedRequest order) {
            provider().generator().submit(order);
            return MAX_LISTED;
        }
    }
}
