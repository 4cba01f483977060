package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.CallbackReceiver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.HttpRequestHandler;

/** Receives callbacks in a servlet application. Reads at most 64 KiB and 1 byte of a body. Thread-safe. */
record ServletCallbackHandler(CallbackProcessor processor) implements HttpRequestHandler {

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(CallbackReceiver.MAX_BODY_BYTES + 1);
        response.setStatus(processor
                .process(request.getRequestURI(), headers(request), body)
                .httpStatus());
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }
}
