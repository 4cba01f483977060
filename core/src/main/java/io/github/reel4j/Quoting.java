package io.github.reel4j;

import io.github.reel4j.callback.CallbackAddresses;
import io.github.reel4j.discovery.ProviderSelection;
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
final class Quoting {

    private final ProviderSelection selection;
    private final Optional<CallbackAddresses> callbacks;

    @Inject
    Quoting(ProviderSelection selection, ClientOptions options) {
        this.selection = selection;
        this.callbacks = options.callbacks();
    }

    /** A provider and the order as that provider would get it. */
    record Quoted(VideoProvider provider, ResolvedRequest request) {}

    List<Violation> violations(GenerationRequest request) {
        Validation<Seq<Violation>, ResolvedRequest> resolved = selection
                .choose(request.operation())
                .map(provider -> resolve(provider, request))
                .getOrElseThrow(VideoException::new);
        return resolved.isValid() ? List.of() : resolved.getError().toJavaList();
    }

    Either<VideoFailure, Quoted> quote(GenerationRequest request) {
        return selection.choose(request.operation()).flatMap(provider -> quote(provider, request));
    }

    /** Who may take {@code request}, one after another; at least one. */
    Either<VideoFailure, List<VideoProvider>> inOrder(GenerationRequest request) {
        return selection.inOrder(request.operation());
    }

    /** Why {@code provider} cannot be ordered from, if that is for want of a key. */
    Optional<VideoFailure> missingKey(VideoProvider provider) {
        return selection.withKey(provider).swap().toJavaOptional();
    }

    /** The same, from a provider that has its key. */
    Either<VideoFailure, Quoted> quoteToOrder(VideoProvider provider, GenerationRequest request) {
        return selection.prepared(provider).flatMap(this::withCallbacks).flatMap(ready -> quote(ready, request));
    }

    Either<VideoFailure, Preview> preview(GenerationRequest request) {
        return selection.choose(request.operation()).flatMap(provider -> preview(provider, request));
    }

    /** Of the providers after the first, those that could take {@code request}. */
    Either<VideoFailure, List<Preview>> fallbacks(GenerationRequest request) {
        return inOrder(request)
                .map(providers -> providers.stream()
                        .skip(1)
                        .flatMap(provider -> preview(provider, request).toJavaStream())
                        .toList());
    }

    Either<VideoFailure, Preview> preview(VideoProvider chosen, GenerationRequest request) {
        return withCallbacks(chosen)
                .flatMap(provider -> quote(provider, request))
                .flatMap(quoted -> wire(masked(quoted))
                        .map(wire -> new Preview(
                                quoted.request(), quoted.provider().pricing().estimate(quoted.request()), wire)));
    }

    /** The same provider, unless callbacks are wanted and its vendor has none. */
    private Either<VideoFailure, VideoProvider> withCallbacks(VideoProvider provider) {
        return callbacks.isEmpty() || provider.callbacks().isPresent()
                ? Either.right(provider)
                : Either.left(AbilityText.noCallbacks(provider.id()));
    }

    /** The order as it would be sent, but for the callback address, which is made for each order that is. */
    private Quoted masked(Quoted quoted) {
        return callbacks
                .map(addresses -> new Quoted(
                        quoted.provider(),
                        quoted.request()
                                .withCallback(addresses.masked(quoted.provider().id()))))
                .orElse(quoted);
    }

    private static Either<VideoFailure, Quoted> quote(VideoProvider provider, GenerationRequest request) {
        return resolve(provider, request)
                .toEither()
                .map(resolved -> new Quoted(provider, resolved))
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

    private static Either<VideoFailure, Optional<WireRequest>> wire(Quoted quoted) {
        try {
            return Either.right(quoted.provider().preview().map(preview -> preview.preview(quoted.request())));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // errors too; its text may hold a key
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider '" + quoted.provider().id() + "' failed to show the request: "
                            + e.getClass().getName() + ". Nothing was sent."));
        }
    }
}
