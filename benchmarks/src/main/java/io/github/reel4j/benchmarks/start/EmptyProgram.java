package io.github.reel4j.benchmarks.start;

/** The least a program can do. */
final class EmptyProgram {

    private EmptyProgram() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
