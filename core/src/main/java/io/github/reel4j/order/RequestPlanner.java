package io.github.reel4j.order;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.PriceCap;
import io.github.reel4j.submission.SpendCheck;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the providers of a request, and validates and prices the request for each of them. Sends nothing.
 * Thread-safe.
 */
public final class RequestPlanner {

    private final ProviderSelector selector;
    private final Optional<CallbackUrls> callbacks;
    private final PriceCap priceCap;
    private final SpendCheck spendCheck;
    private final boolean acceptsOrders;

    /**
     * @param callbacks empty if the client requests no callbacks
     * @param acceptsOrders whether the client may order, so that quotes require an API key
     */
    public RequestPlanner(
            ProviderSelector selector,
            Optional<CallbackUrls> callbacks,
            PriceCap priceCap,
            SpendCheck spendCheck,
            boolean acceptsOrders) {
        this.selector = selector;
        this.callbacks = callbacks;
        this.priceCap = priceCap;
        this.spendCheck = spendCheck;
        this.acceptsOrders = acceptsOrders;
    }

    /** A request as one provider would get it. */
    public record PreparedRequest(VideoProvider provider, ResolvedRequest request) {

        public Estimate estimate() {
            return provider.pricing().estimate(request);
        }
    }

    /**
     * A request with its price and the HTTP request that would be sent; {@code wire} is empty if the provider cannot
     * show it.
     *
     * @param omitted the fields that the caller has set and that are left out, because the model has no such field
     */
    public record PreviewedRequest(
            ResolvedRequest request, Estimate estimate, Optional<WireRequest> wire, Set<Field<?>> omitted) {}

    /**
     * What one provider would make of a request.
     *
     * @param preview empty if the provider cannot take the request
     * @param failures why the provider would not be sent the order, in the order of the checks; empty if the client
     *     knows no reason
     */
    public record ProviderOffer(ProviderId provider, Optional<PreviewedRequest> preview, List<VideoFailure> failures) {}

    /** Returns all violations of {@code request} at the first provider; a failure if no provider can be chosen. */
    public Either<VideoFailure, List<Violation>> violations(GenerationRequest request) {
        return selector.choose(request.operation()).map(provider -> {
            Validation<Seq<Violation>, ResolvedRequest> resolved = resolve(provider, request);
            return resolved.isValid() ? List.of() : resolved.getError().toJavaList();
        });
    }

    /** Returns the expected price of {@code request} at the first provider. */
    public Either<VideoFailure, Estimate> estimate(GenerationRequest request) {
        return selector.choose(request.operation())
                .flatMap(provider -> prepare(provider, request))
                .map(PreparedRequest::estimate);
    }

    /** Returns the offers of all providers that {@code request} may be sent to, in fallback order; at least 1. */
    public Either<VideoFailure, List<ProviderOffer>> offers(GenerationRequest request) {
        return providersInOrder(request)
                .map(providers -> providers.stream()
                        .map(provider -> offer(provider, request))
                        .toList());
    }

    /**
     * Returns the offers of all providers on the class path that offer the operation, also of those that are not
     * configured, sorted by id. A provider that cannot be created is among them, because it may offer the operation.
     * Fails if no provider offers the operation.
     */
    public Either<VideoFailure, List<ProviderOffer>> offersOfAll(GenerationRequest request) {
        return selector.allOffering(request.operation())
                .map(found -> found.entrySet().stream()
                        .map(each -> each.getValue()
                                .fold(
                                        failure -> new ProviderOffer(each.getKey(), Optional.empty(), List.of(failure)),
                                        provider -> offer(provider, request)))
                        .toList());
    }

    /** Returns the providers that {@code request} may be sent to, in fallback order; at least 1. */
    Either<VideoFailure, List<VideoProvider>> providersInOrder(GenerationRequest request) {
        return selector.inOrder(request.operation());
    }

    /** Validates {@code request} for {@code provider}, which must have a key and working ports. */
    Either<VideoFailure, PreparedRequest> prepareToOrder(VideoProvider provider, GenerationRequest request) {
        return selector.prepared(provider)
                .flatMap(this::withVerifiableCallbacks)
                .flatMap(ready -> prepare(ready, request));
    }

    /** Returns why an order with this price must not be sent; empty if it may. Does not read the journal. */
    Optional<VideoFailure> checkPrice(Estimate estimate) {
        Optional<VideoFailure> overCap = priceCap.check(estimate);
        return overCap.isPresent() ? overCap : spendCheck.checkInMemory(estimate);
    }

    private Optional<VideoFailure> checkPriceNow(PreviewedRequest preview) {
        return priceCap.check(preview.estimate()).or(() -> spendCheck.checkNow(preview.request(), preview.estimate()));
    }

    private ProviderOffer offer(VideoProvider provider, GenerationRequest request) {
        List<VideoFailure> failures = new ArrayList<>();
        missingKey(provider).ifPresent(failures::add);
        Either<List<VideoFailure>, PreviewedRequest> preview = preview(provider, request);
        if (preview.isRight()) {
            checkPriceNow(preview.get()).ifPresent(failures::add);
        } else {
            failures.addAll(preview.getLeft());
        }
        return new ProviderOffer(provider.id(), preview.toJavaOptional(), List.copyOf(failures));
    }

    private Optional<VideoFailure> missingKey(VideoProvider provider) {
        return acceptsOrders ? selector.withKey(provider).swap().toJavaOptional() : Optional.empty();
    }

    /** Returns the previewed request, or every reason why the provider cannot take it. */
    private Either<List<VideoFailure>, PreviewedRequest> preview(VideoProvider provider, GenerationRequest request) {
        List<VideoFailure> failures = new ArrayList<>();
        (acceptsOrders ? withVerifiableCallbacks(provider) : withCallbacks(provider))
                .swap()
                .forEach(failures::add);
        Optional<VideoFailure> noUpload = missingUploader(provider, request);
        noUpload.ifPresent(failures::add);
        Validation<Seq<Violation>, ResolvedRequest> resolved = resolve(provider, request);
        if (resolved.isInvalid()) {
            Seq<Violation> others = resolved.getError()
                    .filter(each -> noUpload.isEmpty() || !request.files().containsKey(each.field()));
            if (!others.isEmpty()) {
                failures.add(OrderFailures.invalid(others));
            }
        }
        if (!failures.isEmpty()) {
            return Either.left(failures);
        }
        PreparedRequest prepared = new PreparedRequest(provider, resolved.get());
        return wire(withPlaceholders(redacted(prepared)))
                .mapLeft(List::of)
                .map(wire -> new PreviewedRequest(
                        prepared.request(), prepared.estimate(), wire, omitted(prepared.request(), request)));
    }

    private static Set<Field<?>> omitted(ResolvedRequest resolved, GenerationRequest request) {
        Set<Field<?>> omitted = new LinkedHashSet<>(request.values().keySet());
        omitted.removeIf(field ->
                field.isForPricingOnly() || resolved.model().field(field).isPresent());
        return Collections.unmodifiableSet(omitted);
    }

    /** Returns {@code provider}, or a failure if the client requires callbacks and the vendor has none. */
    private Either<VideoFailure, VideoProvider> withCallbacks(VideoProvider provider) {
        return callbacks.isEmpty() || provider.callbacks().isPresent()
                ? Either.right(provider)
                : Either.left(OrderFailures.noCallbacks(provider.id()));
    }

    /** Returns {@code provider}, or a failure if the client requires callbacks and could not use or verify them. */
    private Either<VideoFailure, VideoProvider> withVerifiableCallbacks(VideoProvider provider) {
        return withCallbacks(provider)
                .flatMap(ready -> callbacks
                        .flatMap(urls -> ready.callbacks())
                        .flatMap(CallbackReader::configurationFailure)
                        .<Either<VideoFailure, VideoProvider>>map(Either::left)
                        .orElseGet(() -> Either.right(ready)));
    }

    /** Adds a redacted callback URL, because the real URL is created for each order that is sent. */
    private PreparedRequest redacted(PreparedRequest prepared) {
        return callbacks
                .map(urls -> new PreparedRequest(
                        prepared.provider(),
                        prepared.request()
                                .withCallback(urls.redacted(prepared.provider().id()))))
                .orElse(prepared);
    }

    /** Replaces local files by placeholders, because their URLs are known only after the upload. */
    private static PreparedRequest withPlaceholders(PreparedRequest prepared) {
        ResolvedRequest request = prepared.request();
        for (Map.Entry<Field<?>, MediaFile> file : request.files().entrySet()) {
            request = request.withUploaded(
                    file.getKey(),
                    URI.create("https://upload.invalid/" + file.getValue().uploadName()));
        }
        return new PreparedRequest(prepared.provider(), request);
    }

    private Either<VideoFailure, PreparedRequest> prepare(VideoProvider provider, GenerationRequest request) {
        Optional<VideoFailure> noUpload = missingUploader(provider, request);
        if (noUpload.isPresent()) {
            return Either.left(noUpload.get());
        }
        Validation<Seq<Violation>, ResolvedRequest> resolved = resolve(provider, request);
        return resolved.isValid()
                ? Either.right(new PreparedRequest(provider, resolved.get()))
                : Either.left(OrderFailures.invalid(resolved.getError()));
    }

    private Optional<VideoFailure> missingUploader(VideoProvider provider, GenerationRequest request) {
        return request.files().isEmpty()
                ? Optional.empty()
                : selector.withUploader(provider, request.operation()).swap().toJavaOptional();
    }

    private static Validation<Seq<Violation>, ResolvedRequest> resolve(
            VideoProvider provider, GenerationRequest request) {
        Optional<MediaUploader> uploader = provider.uploader();
        Optional<UploadLimits> limits =
                uploader.isPresent() ? Optional.of(uploader.get().limits()) : Optional.empty();
        Validation<Seq<Violation>, ResolvedRequest> resolved =
                new RequestResolver(provider.id(), provider.models(), limits).resolve(request);
        if (resolved.isInvalid()) {
            return resolved;
        }
        List<Violation> violations = provider.violations(resolved.get());
        return violations.isEmpty() ? resolved : Validation.invalid(io.vavr.collection.List.ofAll(violations));
    }

    private static Either<VideoFailure, Optional<WireRequest>> wire(PreparedRequest prepared) {
        try {
            return Either.right(prepared.provider().preview().map(preview -> preview.preview(prepared.request())));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // errors too; only the type is shown, because the message may contain a key
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider '" + prepared.provider().id() + "' failed to show the request: "
                            + e.getClass().getName() + ". Nothing was sent, nothing was billed."));
        }
    }
}
