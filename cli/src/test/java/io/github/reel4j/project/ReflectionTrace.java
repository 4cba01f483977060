package io.github.reel4j.project;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Records what a program does by reflection, through the debugger interface of the JDK: the types whose members it
 * looks up, and the resources that it opens. Calls that the JDK makes itself are left out, because native-image knows
 * them. GraalVM's tracing agent does the same, and needs GraalVM.
 */
final class ReflectionTrace {

    private static final Map<String, List<String>> TRACED = Map.of(
            "java.lang.Class",
            List.of(
                    "privateGetDeclaredMethods",
                    "privateGetDeclaredFields",
                    "privateGetDeclaredConstructors",
                    "getRecordComponents",
                    "forName"),
            "java.lang.ClassLoader",
            List.of("getResource", "getResources"));
    private static final Pattern REFLECTION = Pattern.compile("java\\.lang\\.(Class|ClassLoader|reflect\\..*)");
    /** A generated proxy looks up the methods of its interfaces, which belongs to the registration of the proxy. */
    private static final Pattern LEFT_OUT = Pattern.compile("(java|jdk|sun)\\..*|.*\\$Proxy\\d+");

    private static final String TIMEOUT_MILLIS = "120000";

    private final SortedMap<String, String> callers = new TreeMap<>();

    private ReflectionTrace() {}

    /**
     * Returns the names of the types and resources, each with one class that used it.
     *
     * @param program runs a JVM with the given option until it exits
     */
    static SortedMap<String, String> of(Consumer<String> program)
            throws IOException, IllegalConnectorArgumentsException, InterruptedException,
                    IncompatibleThreadStateException {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("localAddress")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("timeout")).setValue(TIMEOUT_MILLIS);
        String address = connector.startListening(arguments);
        try {
            String port = address.substring(address.lastIndexOf(':') + 1);
            CompletableFuture<Void> running = CompletableFuture.runAsync(() ->
                    program.accept("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:" + port));
            ReflectionTrace trace = new ReflectionTrace();
            trace.follow(connector.accept(arguments));
            running.join();
            return trace.callers;
        } finally {
            connector.stopListening(arguments);
        }
    }

    private void follow(VirtualMachine jvm) throws InterruptedException, IncompatibleThreadStateException {
        TRACED.forEach((type, methods) ->
                jvm.classesByName(type).forEach(found -> methods.forEach(method -> stopAt(jvm, found, method))));
        try {
            while (true) {
                EventSet events = jvm.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof BreakpointEvent call) {
                        add(call.thread());
                    }
                }
                events.resume();
            }
        } catch (VMDisconnectedException e) {
            return; // the program has ended
        }
    }

    private static void stopAt(VirtualMachine jvm, ReferenceType type, String name) {
        for (Method method : type.methodsByName(name)) {
            Location start = method.location();
            if (start != null) {
                jvm.eventRequestManager().createBreakpointRequest(start).enable();
            }
        }
    }

    private void add(ThreadReference thread) throws IncompatibleThreadStateException {
        String caller = thread.frames().stream()
                .map(frame -> frame.location().declaringType().name())
                .filter(name -> !REFLECTION.matcher(name).matches())
                .findFirst()
                .orElse("java.");
        if (!LEFT_OUT.matcher(caller).matches()) {
            callers.putIfAbsent(target(thread.frame(0)), caller);
        }
    }

    private static String target(StackFrame call) {
        List<Value> arguments = call.getArgumentValues();
        if (!arguments.isEmpty() && arguments.get(0) instanceof StringReference name) {
            return name.value();
        }
        return call.thisObject() instanceof ClassObjectReference type
                ? type.reflectedType().name()
                : call.toString();
    }
}
