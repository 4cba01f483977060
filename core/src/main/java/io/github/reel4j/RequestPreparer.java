package io.github.reel4j;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Everything about an order that comes before the money: who would take it, what is wrong with it, what it would cost and send. */
@Singleton
final class RequestPreparer {

    private final ProviderSelector selector;
    private final Optional<CallbackUrls> callbacks;

    @Inject
    RequestPreparer(ProviderSelector selector, ClientOptions options) {
        this.selector = selector;
        this.callbacks = options.callbackUrls();
    }

    /** A provider and the order as that provider would get it. */
    record PreparedRequest(VideoProvider provider, ResolvedRequest request) {}

    List<Violation> violations(GenerationRequest request) {
        Validation<Seq<Violation>, ResolvedRequest> resolved = selector.choose(request.operation())
                .map(provider -> resolve(provider, request))
                .getOrElseThrow(VideoException::new);
        return resolved.isValid() ? List.of() : resolved.getError().toJavaList();
    }

    Either<VideoFailure, PreparedRequest> prepare(GenerationRequest request) {
        return selector.choose(request.operation()).flatMap(provider -> prepare(provider, request));
    }

    /** Who may take {@code request}, one after another; at least one. */
    Either<VideoFailure, List<VideoProvider>> providersInOrder(GenerationRequest request) {
        return selector.inOrder(request.operation());
    }

    /** Why {@code provider} cannot be ordered from, if that is for want of a key. */
    Optional<VideoFailure> missingKey(VideoProvider provider) {
        return selector.withKey(provider).swap().toJavaOptional();
    }

    /** The same, from a provider that has its key. */
    Either<VideoFailure, PreparedRequest> prepareToOrder(VideoProvider provider, GenerationRequest request) {
        return selector.prepared(provider).flatMap(this::withCallbacks).flatMap(ready -> prepare(ready, request));
    }

    Either<VideoFailure, Preview> preview(GenerationRequest request) {
        return selector.choose(request.operation()).flatMap(provider -> preview(provider, request));
    }

    /** Of the providers after the first, those that could take {@code request}. */
    Either<VideoFailure, List<Preview>> fallbacks(GenerationRequest request) {
        return providersInOrder(request)
                .map(providers -> providers.stream()
                        .skip(1)
                        .flatMap(provider -> preview(provider, request).toJavaStream())
                        .toList());
    }

    Either<VideoFailure, Preview> preview(VideoProvider chosen, GenerationRequest request) {
        return withCallbacks(chosen)
                .flatMap(provider -> prepare(provider, request))
                .flatMap(prepared -> wire(redacted(prepared))
                        .map(wire -> new Preview(
                                prepared.request(),
                                prepared.provider().pricing().estimate(prepared.request()),
                                wire)));
    }

    /** The same provider, unless callbacks are wanted and its vendor has none. */
    private Either<VideoFailure, VideoProvider> withCallbacks(VideoProvider provider) {
        return callbacks.isEmpty() || provider.callbacks().isPresent()
                ? Either.right(provider)
                : Either.left(CapabilityFailures.noCallbacks(provider.id()));
    }

    /** The order as it would be sent, but for the callback address, which is made for each order that is. */
    private PreparedRequest redacted(PreparedRequest prepared) {
        return callbacks
                .map(urls -> new PreparedRequest(
                        prepared.provider(),
                        prepared.request()
                                .withCallback(urls.redacted(prepared.provider().id()))))
                .orElse(prepared);
    }

    private static Either<VideoFailure, PreparedRequest> prepare(VideoProvider provider, GenerationRequest request) {
        return resolve(provider, request)
                .toEither()
                .map(resolved -> new PreparedRequest(provider, resolved))
                .mapLeft(violations -> VideoFailure.builder()
                        .kind(FailureKind.INVALID_REQUEST)
                        .message("the request breaks documented rules")
                        .violations(violations)
                        .build());
    }

    private static Validation<Seq<Violation>, ResolvedRequest> resolve(
            VideoProvider provider, GenerationRequest request) {
        return new RequestResolver(provider.id(), provider.models()).resolve(request);
    }

    private static Either<VideoFailure, Optional<WireRequest>> wire(PreparedRequest prepared) {
        try {
            return Either.right(prepared.provider().preview().map(preview -> preview.preview(prepared.request())));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // errors too; its text may hold a key
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider '" + prepared.provider().id() + "' failed to show the request: "
                            + e.getClass().getName() + ". Nothing was sent."));
        }
    }
}
