package io.github.reel4j.benchmarks.start;

/** A minimal program: the lower bound of a JVM's start. */
final class EmptyProgram {

    private EmptyProgram() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
