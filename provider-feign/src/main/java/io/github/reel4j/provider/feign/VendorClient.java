package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Request;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.provider.feign.download.AnonymousDownloader;
import io.github.reel4j.provider.feign.feign.CapturingClient;
import io.github.reel4j.provider.feign.feign.DependencyVersions;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.feign.RequestCapturedException;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.DeadlineClient;
import io.github.reel4j.provider.feign.http.MemoizingSupplier;
import io.github.reel4j.provider.feign.http.TlsDebugGuard;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.github.reel4j.provider.feign.text.Redaction;
import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One provider's way to its vendor: builds its Feign interface, makes its calls under one deadline each, and turns whatever
 * comes back into a value. Settings: {@code base-url}, {@code api-key}, {@code submit-timeout} (60 s), {@code poll-timeout}
 * (30 s). It opens no connection before a call. Thread-safe.
 */
public final class VendorClient implements AutoCloseable {

    private final VendorEndpoint endpoint;
    private final Supplier<? extends Client> client;
    private final Runnable closing;
    private final VendorFailures failures;
    private final TaskIdReader taskIds;
    private final Supplier<JsonMapper> json;
    private final AnonymousDownloader downloads;

    private VendorClient(
            VendorEndpoint endpoint,
            Supplier<? extends Client> client,
            Runnable closing,
            VendorFailures failures,
            TaskIdReader taskIds,
            Supplier<JsonMapper> json) {
        this.endpoint = endpoint;
        this.client = client;
        this.closing = closing;
        this.failures = failures;
        this.taskIds = taskIds;
        this.json = json;
        this.downloads = new AnonymousDownloader(
                BaseUrlRules.isLoopback(endpoint.baseUrl().getHost()));
    }

    /**
     * Reads the settings; nothing is sent. Under a JVM flag that prints what TLS encrypts, a vendor over https is refused, unless
     * the setting {@code allow-tls-debug} is {@code true}.
     *
     * @param defaultUrl the vendor's documented base URL
     * @param credentials the headers that carry the key
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting cannot be used, or Jackson or Feign is too old
     */
    public static VendorClient of(
            ProviderConfig config, String defaultUrl, Function<Secret, Map<String, String>> credentials) {
        return of(config, defaultUrl, credentials, VendorConventions.DEFAULT);
    }

    /**
     * The same for a vendor with habits of its own.
     *
     * @param conventions where it tells what went wrong, and what its ids of tasks look like
     */
    public static VendorClient of(
            ProviderConfig config,
            String defaultUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorConventions conventions) {
        DependencyVersions.check();
        TlsDebugGuard.check(config, defaultUrl);
        MemoizingSupplier<DeadlineClient> http = new MemoizingSupplier<>(DeadlineClient::new);
        return withClient(http, () -> http.get().close(), config, defaultUrl, credentials, conventions);
    }

    static VendorClient withClient(
            Supplier<? extends Client> transport,
            Runnable closing,
            ProviderConfig config,
            String defaultUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorConventions conventions) {
        Redaction redaction = new Redaction(() -> Stream.concat(
                        config.apiKey().map(Secret::reveal).stream(), SignatureVerifier.secrets(config).stream())
                .toList());
        MemoizingSupplier<JsonMapper> json = new MemoizingSupplier<>(StrictJson::mapper);
        VendorEndpoint endpoint = VendorEndpoint.of(config, defaultUrl, credentials);
        TaskIdReader taskIds = new TaskIdReader(conventions.taskIds(), conventions.taskIdPlaces(), endpoint.key());
        return new VendorClient(
                endpoint,
                transport,
                closing,
                new VendorFailures(config, redaction, json, conventions, taskIds),
                taskIds,
                json);
    }

    TaskIdFormat taskIds() {
        return taskIds.form();
    }

    /** The proxy of a Feign interface; see {@link VendorCall} for the form of its methods. */
    public <T> T api(Class<T> api) {
        return FeignClients.create(
                api,
                endpoint.baseUrl(),
                (request, options) -> client.get().execute(request, options),
                endpoint::headers,
                json);
    }

    /**
     * Sends an order, once. What does not provably end without an order is {@code SUBMISSION_UNKNOWN}, with the task if the answer
     * names one, see {@link TaskIdPointers}.
     */
    public <T> Either<VideoFailure, VendorResponse<T>> submit(ResolvedRequest request, VendorCall<T> call) {
        return send(call, endpoint.submitDeadline(), failures.submitMapper(request));
    }

    /**
     * The task of an order that the vendor accepted.
     *
     * @param id as the vendor gave it; without one of a known form the fate of the order is unknown. A key that comes back is none: it
     *     would be in every text that names the task, and so would one that is a part of the id
     */
    public Either<VideoFailure, TaskRef> toTaskRef(
            ResolvedRequest request, @Nullable String id, VendorResponse<?> response) {
        return taskIds.validate(id)
                .<Either<VideoFailure, TaskRef>>map(taskId -> Either.right(taskRef(request, taskId)))
                .orElseGet(() -> Either.left(
                        failures.about(request).submissionUnknown("has no task id of a known form", response)));
    }

    /**
     * The reference of the order's task, accepted now.
     *
     * @param id of a form that this vendor gives, see {@link TaskIdFormat}
     */
    public TaskRef taskRef(ResolvedRequest request, String id) {
        return failures.task(request, id);
    }

    /** Asks the vendor to stop a task, once. Where its answer cannot be used, the task's status tells what came of it. */
    public <T> Either<VideoFailure, VendorResponse<T>> cancel(TaskRef task, VendorCall<T> call) {
        return send(call, endpoint.pollDeadline(), failures.pollMapper())
                .mapLeft(failure -> VideoFailure.builder()
                        .from(failure)
                        .message(failure.message()
                                + " Ask for the status of the task: it may have been cancelled, or live on.")
                        .task(task)
                        .build());
    }

    /**
     * Asks for a status, once. The vendor's reply need not name the task: the call has a connection of its own, on which nothing but its
     * own reply can come.
     */
    public <T> Either<VideoFailure, VendorResponse<T>> poll(VendorCall<T> call) {
        return send(call, endpoint.pollDeadline(), failures.pollMapper());
    }

    /**
     * Asks for a status, once, where the vendor's replies name the task. Such polls share connections. A reply over a used connection that
     * does not hold the task's id may be the late reply to an earlier call, so it is not believed: the connection is closed, and the same
     * is asked once more over a new one, within the same deadline.
     */
    public <T> Either<VideoFailure, VendorResponse<T>> poll(TaskRef task, VendorCall<T> call) {
        return send(call, endpoint.pollDeadline().naming(task.id()), failures.pollMapper());
    }

    /**
     * Asks once, over a connection of its own, where the vendor also tells by an error that its document describes what became of a task: the result of a task
     * that it gave up is a 422, for example.
     *
     * @param read what a 2xx says of the task
     * @param reported what an error says of the task by the document, by its status and its body together; empty if nothing, and the
     *     failure is then one of the poll. It is not asked about redirects, 401 and 429, nor about bodies other than one sound JSON
     *     object of at most 8192 bytes: they never say anything of a task
     */
    public <T> Either<VideoFailure, TaskStatus> poll(
            VendorCall<T> call,
            Function<VendorResponse<T>, Either<VideoFailure, TaskStatus>> read,
            Function<VendorResponse<JsonNode>, Optional<TaskStatus>> reported) {
        return send(
                call,
                endpoint.pollDeadline(),
                failures.pollMapper(),
                read,
                rejection -> failures.errorBody(rejection).flatMap(reported));
    }

    /** Words for what a reply means that the vendor's own wire records tell. */
    public VendorFailures failures() {
        return failures;
    }

    /** Fetches results without credentials. Local addresses are allowed only if the vendor itself is on this machine. */
    public VideoDownloader downloader() {
        return downloads;
    }

    /** The request that {@code order} would send through the connection it is given; nothing is sent, the key is masked. */
    public WireRequest capture(Consumer<VendorClient> order) {
        VendorClient capturing =
                new VendorClient(endpoint.redacted(), CapturingClient::new, () -> {}, failures, taskIds, json);
        try {
            order.accept(capturing);
        } catch (RequestCapturedException e) {
            return e.request().toWireRequest();
        }
        throw new IllegalStateException("the order made no request");
    }

    /**
     * Ends calls that are not sent yet, calls that only ask, and downloads, which keep what has arrived; an order that was sent is
     * waited for until its deadline, as it may be billed. Connections and threads are gone within half a second of that, but for
     * a lookup of a name, whose daemon thread ends when the system answers. Calls from then on are refused unsent.
     */
    @Override
    public void close() {
        closing.run();
        downloads.close();
    }

    private <T> Either<VideoFailure, VendorResponse<T>> send(
            VendorCall<T> call, Request.Options deadline, FailureMapper translation) {
        return send(call, deadline, translation, Either::right, rejection -> Optional.empty());
    }

    private <T, R> Either<VideoFailure, R> send(
            VendorCall<T> call,
            Request.Options deadline,
            FailureMapper translation,
            Function<VendorResponse<T>, Either<VideoFailure, R>> read,
            Function<HttpStatusException, Optional<R>> reported) {
        if (endpoint.key().get().isEmpty()) {
            return Either.left(translation.missingKey());
        }
        VendorResponse<T> response;
        try {
            response = call.send(deadline);
        } catch (TransportException e) {
            return Either.left(translation.toFailure(e));
        } catch (HttpStatusException e) {
            return reported.apply(e)
                    .<Either<VideoFailure, R>>map(Either::right)
                    .orElseGet(() -> Either.left(translation.toFailure(e)));
        } catch (UndecodableBodyException e) {
            return Either.left(translation.toFailure(e));
        }
        return read.apply(response);
    }

    /** A mapper set up as the one that reads replies, for JSON inside JSON. */
    public static JsonMapper json() {
        return StrictJson.mapper();
    }
}
