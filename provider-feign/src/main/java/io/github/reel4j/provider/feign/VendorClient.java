package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.provider.feign.download.AnonymousDownloader;
import io.github.reel4j.provider.feign.download.AnonymousUploader;
import io.github.reel4j.provider.feign.download.DownloadDnsMode;
import io.github.reel4j.provider.feign.download.DownloadException;
import io.github.reel4j.provider.feign.feign.DependencyVersions;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.feign.RequestCapturedException;
import io.github.reel4j.provider.feign.feign.RequestCapturingClient;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.ConfiguredProxySelector;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.github.reel4j.provider.feign.http.SingleSendHttpClient;
import io.github.reel4j.provider.feign.http.TlsDebugGuard;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.github.reel4j.provider.feign.text.Redaction;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.vavr.Lazy;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A provider's client for the API of its vendor: implements the provider's Feign interface, runs each call under a
 * deadline, and returns every outcome as a value. Settings: {@code base-url}, {@code api-key}, {@code submit-timeout}
 * (default 60 s), {@code poll-timeout} (default 30 s), {@code upload-timeout} (default 5 min). It opens no connection
 * before the first call. Thread-safe.
 */
public final class VendorClient implements AutoCloseable {

    private static final Duration DOCUMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<String> UPLOAD_METHODS = Set.of("POST", "PUT");

    private final VendorEndpoint endpoint;
    private final Supplier<? extends Client> client;
    private final Runnable onClose;
    private final VendorFailureFactory failures;
    private final TaskIdReader taskIds;
    private final Supplier<JsonMapper> json;
    private final AnonymousDownloader downloads;
    private final AnonymousUploader uploads;

    private VendorClient(
            VendorEndpoint endpoint,
            Supplier<? extends Client> client,
            Runnable onClose,
            VendorFailureFactory failures,
            TaskIdReader taskIds,
            Supplier<JsonMapper> json,
            AnonymousDownloader downloads,
            AnonymousUploader uploads) {
        this.endpoint = endpoint;
        this.client = client;
        this.onClose = onClose;
        this.failures = failures;
        this.taskIds = taskIds;
        this.json = json;
        this.downloads = downloads;
        this.uploads = uploads;
    }

    /**
     * Creates a client for a vendor with {@linkplain VendorConventions#DEFAULT default conventions}. It reads the
     * settings and sends nothing.
     *
     * @param defaultUrl the vendor's documented base URL
     * @param credentials returns the headers that carry the key
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting is invalid, if Jackson or Feign is too old, or
     *     if the JVM flag {@code javax.net.debug} prints what TLS encrypts and the setting {@code allow-tls-debug} is
     *     not {@code true}
     */
    public static VendorClient of(
            ProviderConfig config, String defaultUrl, Function<Secret, Map<String, String>> credentials) {
        return of(config, defaultUrl, credentials, VendorConventions.DEFAULT);
    }

    /**
     * Creates a client for a vendor whose conventions differ from the default.
     *
     * @param defaultUrl the vendor's documented base URL
     * @param credentials returns the headers that carry the key
     * @param conventions where the vendor's responses have errors and task ids
     * @throws io.github.reel4j.spi.InvalidSettingException as for {@link #of(ProviderConfig, String, Function)}
     */
    public static VendorClient of(
            ProviderConfig config,
            String defaultUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorConventions conventions) {
        DependencyVersions.check();
        TlsDebugGuard.check(config, defaultUrl);
        ConnectionOptions connections = ConnectionOptions.of(config);
        Lazy<SingleSendHttpClient> http = Lazy.of(() -> new SingleSendHttpClient(connections));
        return withClient(http, () -> http.get().close(), config, connections, defaultUrl, credentials, conventions);
    }

    static VendorClient withClient(
            Supplier<? extends Client> transport,
            Runnable onClose,
            ProviderConfig config,
            String defaultUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorConventions conventions) {
        return withClient(
                transport, onClose, config, ConnectionOptions.of(config), defaultUrl, credentials, conventions);
    }

    private static VendorClient withClient(
            Supplier<? extends Client> transport,
            Runnable onClose,
            ProviderConfig config,
            ConnectionOptions connections,
            String defaultUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorConventions conventions) {
        Supplier<List<String>> secrets = () -> Stream.of(
                        config.apiKey().map(Secret::reveal).stream().toList(),
                        SignatureVerifier.secrets(config),
                        ConfiguredProxySelector.secrets(config))
                .flatMap(Collection::stream)
                .toList();
        Redaction redaction = new Redaction(secrets);
        Lazy<JsonMapper> json = Lazy.of(StrictJson::mapper);
        VendorEndpoint endpoint = VendorEndpoint.of(config, defaultUrl, credentials);
        DownloadDnsMode dns = DownloadDnsMode.of(config);
        TaskIdReader taskIds = new TaskIdReader(conventions.taskIdFormat(), conventions.taskIdPointers(), secrets);
        return new VendorClient(
                endpoint,
                transport,
                onClose,
                new VendorFailureFactory(config, redaction, json, conventions, taskIds, endpoint.urlSetting()),
                taskIds,
                json,
                new AnonymousDownloader(endpoint.isLoopback(), dns, connections),
                new AnonymousUploader(endpoint.isLoopback(), dns, connections));
    }

    /**
     * Returns a client with the same key, conventions, timeouts and connections for a second documented host of the
     * vendor, for example the one that takes uploads. It is closed with this client; closing it closes this one.
     *
     * <p>If the setting is not set and this client's base URL is a loopback address, the other client has the same base
     * URL: what runs against a server on this machine does not reach the vendor.
     *
     * @param setting the setting that replaces {@code defaultUrl}, under the rules of {@code base-url}; without the
     *     name of the provider, for example {@code upload-base-url}
     * @param defaultUrl the documented base URL of the host
     * @throws io.github.reel4j.spi.InvalidSettingException if the setting has another form
     */
    public VendorClient at(String setting, String defaultUrl) {
        Optional<URI> configured = failures.config().url(setting);
        URI url = configured.orElse(endpoint.isLoopback() ? endpoint.baseUrl() : URI.create(defaultUrl));
        String advised = configured.isEmpty() && endpoint.isLoopback() ? endpoint.urlSetting() : setting;
        return new VendorClient(
                endpoint.at(url, advised),
                client,
                this::close,
                failures.at(advised),
                taskIds,
                json,
                downloads,
                uploads);
    }

    TaskIdFormat taskIdFormat() {
        return taskIds.format();
    }

    /**
     * Returns a thread-safe proxy that implements a Feign interface.
     *
     * @param api see {@link VendorCall} for the signatures of its methods
     * @throws IllegalArgumentException if a method could not work or could send the key to another host
     */
    public <T> T api(Class<T> api) {
        return FeignClients.create(
                api,
                endpoint.baseUrl(),
                (request, options) -> client.get().execute(request, options),
                endpoint::headers,
                json);
    }

    /**
     * Sends an order once.
     *
     * @return the response, or a failure. The failure is {@code SUBMISSION_UNKNOWN} unless the vendor provably accepted
     *     no order, and has a task if the response names one, see {@link TaskIdPointers}
     */
    public <T> Either<VideoFailure, VendorResponse<T>> submit(ResolvedRequest request, VendorCall<T> call) {
        return send(call, endpoint.submitOptions(), failures.submitMapper(request));
    }

    /**
     * Returns the reference of a task that the vendor has just accepted.
     *
     * @param id the task id of the response; null if there is none
     * @return the reference, or {@code SUBMISSION_UNKNOWN} if the id is not valid by {@link TaskIdFormat} or contains
     *     the key
     */
    public Either<VideoFailure, TaskRef> toTaskRef(
            ResolvedRequest request, @Nullable String id, VendorResponse<?> response) {
        return taskIds.validate(id)
                .<Either<VideoFailure, TaskRef>>map(taskId -> Either.right(taskRef(request, taskId)))
                .orElseGet(() -> Either.left(
                        failures.about(request).submissionUnknown("has no task id in a known format", response)));
    }

    /**
     * Returns the reference of a task of the order, submitted now.
     *
     * @param id a valid id, see {@link TaskIdFormat}
     */
    public TaskRef taskRef(ResolvedRequest request, String id) {
        return failures.task(request, id);
    }

    /**
     * Requests the cancellation of a task once.
     *
     * @return the response, or a failure that contains the task, because it may have been cancelled or may still be
     *     running
     */
    public <T> Either<VideoFailure, VendorResponse<T>> cancel(TaskRef task, VendorCall<T> call) {
        return send(call, endpoint.pollOptions(), failures.pollMapper())
                .mapLeft(failure -> VideoFailure.builder()
                        .from(failure)
                        .message(failure.message()
                                + " Check the status of the task: it may have been cancelled, or may still be running.")
                        .task(task)
                        .build());
    }

    /**
     * Polls a task once over a new connection, so that only the response to this call can arrive on it. For vendors
     * whose responses do not name the task.
     */
    public <T> Either<VideoFailure, VendorResponse<T>> poll(VendorCall<T> call) {
        return send(call, endpoint.pollOptions(), failures.pollMapper());
    }

    /**
     * Polls a task once, for vendors whose responses name the task. Such polls share connections. A response over a
     * reused connection that does not contain the task's id may be the late response to an earlier call: it is
     * discarded, the connection is closed, and the request is repeated once over a new connection within the same
     * deadline.
     */
    public <T> Either<VideoFailure, VendorResponse<T>> poll(TaskRef task, VendorCall<T> call) {
        return send(call, endpoint.pollOptions().naming(task.id()), failures.pollMapper());
    }

    /**
     * Polls a task once over a new connection, for vendors that document error responses about a task: for example, 422
     * for the result of a failed task.
     *
     * @param reader reads the status from a 2xx response
     * @param errorReader reads the status from an error response; empty if the error is not about the task, and the
     *     poll has then failed. It is not called for redirects, 401 and 429, nor for bodies other than one valid JSON
     *     object
     */
    public <T> Either<VideoFailure, TaskStatus> poll(
            VendorCall<T> call,
            Function<VendorResponse<T>, Either<VideoFailure, TaskStatus>> reader,
            Function<VendorResponse<JsonNode>, Optional<TaskStatus>> errorReader) {
        return send(
                call,
                endpoint.pollOptions(),
                failures.pollMapper(),
                reader,
                thrown -> failures.errorBody(thrown).flatMap(errorReader));
    }

    /**
     * Uploads a file once. The method of the Feign interface takes the content as a {@code byte[]}, which is sent as it
     * is, and sets the {@code Content-Type} header.
     *
     * @return the response, or a failure that is not billed
     */
    public <T> Either<VideoFailure, VendorResponse<T>> upload(VendorCall<T> call) {
        return send(call, endpoint.uploadOptions(), failures.uploadMapper());
    }

    /**
     * Sends the content of a file once to a URL that a response of the vendor names, for example a signed URL of a
     * storage host. It is sent without the key, and like a download only to public IP addresses; loopback addresses are
     * allowed if the base URL itself is one. Redirects are not followed. The deadline is that of {@link #upload}.
     *
     * @param method {@code PUT} or {@code POST}
     * @param headers all headers except for {@code Host}, {@code Content-Length} and {@code User-Agent}
     * @param body the file, or a {@link MultipartBody} that contains it
     * @return the HTTP status, from 200 to 299; or a failure of kind {@code UPLOAD_FAILED} or {@code INTERRUPTED},
     *     which is not billed. Its message does not contain the URL, which may be signed
     * @throws IllegalArgumentException if the method is another one, or a header contains the key
     */
    public Either<VideoFailure, Integer> send(URI target, String method, Map<String, String> headers, byte[] body) {
        boolean hasKey = endpoint.key().get().map(Secret::reveal).stream()
                .anyMatch(key -> headers.values().stream().anyMatch(value -> value.contains(key)));
        if (hasKey || !UPLOAD_METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    hasKey
                            ? "a header contains the API key, which may only be sent to the base URL"
                            : "the method must be one of " + UPLOAD_METHODS + ", but is " + method);
        }
        UploadFailureMapper mapper = failures.uploadMapper();
        try {
            int status = uploads.send(
                    target,
                    HttpMethod.valueOf(method),
                    headers,
                    body,
                    endpoint.uploadOptions().timeout());
            return status >= 200 && status < 300
                    ? Either.right(status)
                    : Either.left(mapper.storageRejected(target.getHost(), status));
        } catch (DownloadException e) {
            return Either.left(mapper.toFailure(e));
        }
    }

    /**
     * Fetches a small document without credentials and only from public IP addresses, like a download. Loopback
     * addresses are allowed if the base URL itself is one.
     *
     * @return the document; or a failure of kind {@code UNAVAILABLE} or {@code INTERRUPTED}
     */
    Either<VideoFailure, byte[]> fetchDocument(String url, int maxBytes) {
        return downloads.fetch(url, maxBytes, DOCUMENT_TIMEOUT);
    }

    /** Returns the factory of this vendor's failures. */
    public VendorFailureFactory failures() {
        return failures;
    }

    /**
     * Returns a downloader that sends no credentials and connects only to public IP addresses. Loopback addresses are
     * allowed if the base URL itself is one.
     */
    public VideoDownloader downloader() {
        return downloads;
    }

    /**
     * Returns the request that {@code order} would send through the client that it is given. Nothing is sent; the key
     * is masked.
     *
     * @throws IllegalStateException if {@code order} makes no request
     */
    public WireRequest capture(Consumer<VendorClient> order) {
        VendorClient capturing = new VendorClient(
                endpoint.redacted(),
                RequestCapturingClient::new,
                () -> {},
                failures,
                taskIds,
                json,
                downloads,
                uploads);
        try {
            order.accept(capturing);
        } catch (RequestCapturedException e) {
            return e.request().toWireRequest();
        }
        throw new IllegalStateException("the order made no request");
    }

    /**
     * Closes the client. Unsent calls, polls and downloads end immediately; downloads keep what has arrived. An order
     * that was sent is waited for until its deadline, because it may be billed. Connections and threads end within 0.5
     * s after that, except for the daemon thread of a DNS lookup, which ends when the operating system returns. Later
     * calls fail without being sent.
     */
    @Override
    public void close() {
        onClose.run();
        downloads.close();
        uploads.close();
    }

    private <T> Either<VideoFailure, VendorResponse<T>> send(
            VendorCall<T> call, Request.Options deadline, FailureMapper mapper) {
        return send(call, deadline, mapper, Either::right, thrown -> Optional.empty());
    }

    private <T, R> Either<VideoFailure, R> send(
            VendorCall<T> call,
            Request.Options deadline,
            FailureMapper mapper,
            Function<VendorResponse<T>, Either<VideoFailure, R>> reader,
            Function<HttpStatusException, Optional<R>> errorReader) {
        if (endpoint.key().get().isEmpty()) {
            return Either.left(mapper.missingKey());
        }
        VendorResponse<T> response;
        try {
            response = call.send(deadline);
        } catch (IOException e) {
            return Either.left(mapper.toFailure(TransportException.of(e)));
        } catch (HttpStatusException e) {
            return errorReader
                    .apply(e)
                    .<Either<VideoFailure, R>>map(Either::right)
                    .orElseGet(() -> Either.left(mapper.toFailure(e)));
        } catch (UndecodableBodyException e) {
            return Either.left(mapper.toFailure(e));
        }
        return reader.apply(response);
    }

    /** Returns a new mapper with the strict configuration that reads responses, for JSON inside a JSON string. */
    public static JsonMapper json() {
        return StrictJson.mapper();
    }
}
