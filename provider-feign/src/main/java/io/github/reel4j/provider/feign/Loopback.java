package io.github.reel4j.provider.feign;

import java.util.regex.Pattern;

/** Hosts that are this machine by their spelling; names are not looked up. */
final class Loopback {

    private static final Pattern HOST =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private Loopback() {}

    static boolean contains(String host) {
        return HOST.matcher(host).matches();
    }
}
