package io.github.reel4j.benchmarks.start;

/** The least a program can do. */
final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
