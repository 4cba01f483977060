package io.github.reel4j.testkit.contract;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** Whether anybody has connected to a socket that nobody should. */
final class Knock {

    private Knock() {}

    static boolean on(ServerSocket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
