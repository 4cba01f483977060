package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** Whether anybody has connected to a socket that nobody should. */
public final class ConnectionProbe {

    private ConnectionProbe() {}

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
