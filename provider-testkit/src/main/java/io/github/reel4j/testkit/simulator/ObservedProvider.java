package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;

/** Delegates to another provider and records its submits. */
final class ObservedProvider extends ForwardingProvider {

    private final SubmitResultRecorder submissions;

    private ObservedProvider(VideoProvider provider, SubmitResultRecorder submissions) {
        super(provider);
        this.submissions = submissions;
    }

    /** Creates observed providers. */
    record Factory(VideoProviderFactory factory, SubmitResultRecorder submissions) implements VideoProviderFactory {

        @Override
        public ProviderId id() {
            return factory.id();
        }

        @Override
        public VideoProvider create(ProviderConfig config) {
            return new ObservedProvider(factory.create(config), submissions);
        }
    }

    @Override
    public VideoGenerator generator() {
        return new ObservedGenerator(super.generator(), submissions);
    }

    /** Delegates {@code toString} too. */
    private record ObservedGenerator(VideoGenerator generator, SubmitResultRecorder submissions)
            implements VideoGenerator {

        @Override
        public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
            return submissions.observe(generator, request);
        }

        @Override
        public String toString() {
            return generator.toString();
        }
    }

    /** Delegates, so that tests also notice a provider that prints its key. */
    @Override
    public String toString() {
        return provider().toString();
    }
}
