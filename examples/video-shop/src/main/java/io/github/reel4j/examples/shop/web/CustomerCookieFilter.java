package io.github.reel4j.examples.shop.web;

import io.github.reel4j.examples.shop.Customer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows customers by a random cookie, also after a restart of the server. Gives new browsers one. Thread-safe. */
@Component
class CustomerCookieFilter extends OncePerRequestFilter {

    /** The name of the request attribute that has the {@link Customer}. */
    static final String CUSTOMER = "io.github.reel4j.examples.shop.customer";

    private static final String COOKIE = "shop-customer";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request).orElseGet(() -> {
            String created = newToken();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(created, request.isSecure()));
            return created;
        });
        request.setAttribute(CUSTOMER, new Customer(sha256(token)));
        chain.doFilter(request, response);
    }

    private static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> TOKEN.matcher(value).matches())
                        .findFirst();
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String cookie(String token, boolean secure) {
        return ResponseCookie.from(COOKIE, token)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(LIFETIME)
                .build()
                .toString();
    }

    private static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
