package io.github.reel4j.benchmarks.caller;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import feign.Client;
import feign.Feign;
import feign.RequestLine;
import feign.Response;
import feign.Retryer;
import java.io.IOException;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Feign over Apache HttpClient 5 with every optional feature disabled. Shows what reel4j's transport would cost with
 * HttpClient instead of HttpCore alone. It reads 3 fields and validates nothing, which favours HttpClient.
 */
final class HttpClient5Caller implements Caller {

    record Task(@JsonProperty("task_id") String taskId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TaskResponse(VideoOutput output) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        record VideoOutput(
                @JsonProperty("task_status") String taskStatus,
                @JsonProperty("video_url") String videoUrl) {}
    }

    interface Api {
        @RequestLine("POST /wan-video-polling/getTextToVideoResult")
        TaskResponse status(Task task);
    }

    private final Api api;

    HttpClient5Caller(String origin) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectReader reader = mapper.readerFor(TaskResponse.class);
        Client client = over(tuned());
        api = Feign.builder()
                .client(client)
                .retryer(Retryer.NEVER_RETRY)
                .encoder((value, type, template) -> {
                    try {
                        template.body(mapper.writeValueAsBytes(value), null);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .decoder((response, type) -> reader.readValue(response.body().asInputStream()))
                .target(Api.class, origin);
    }

    private static CloseableHttpClient tuned() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setSocketTimeout(Timeout.ofSeconds(30))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .build();
    }

    private static Client over(CloseableHttpClient http) {
        return (request, options) -> {
            HttpUriRequestBase post =
                    new HttpUriRequestBase(request.httpMethod().name(), java.net.URI.create(request.url()));
            post.setHeader("Cache-Control", "no-cache");
            post.setHeader("Ocp-Apim-Subscription-Key", KEY);
            post.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
            return http.execute(
                    post,
                    response -> Response.builder()
                            .request(request)
                            .status(response.getCode())
                            .headers(Map.of())
                            .body(EntityUtils.toByteArray(response.getEntity()))
                            .build());
        };
    }

    @Override
    public void poll() {
        Caller.check(api.status(new Task(TASK)).output().taskStatus().equals("SUCCEEDED"));
    }
}
