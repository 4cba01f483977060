package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** Detects connections to a server socket that must not get any. */
public final class UnexpectedConnectionDetector {

    private UnexpectedConnectionDetector() {}

    /** Returns whether a client has connected to {@code socket}. */
    public static boolean wasContacted(ServerSocket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
