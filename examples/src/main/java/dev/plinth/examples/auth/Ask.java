package dev.plinth.examples.auth;

import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.function.UnaryOperator;

/** What these programs ask whoever runs them. */
final class Ask {

    /** Asks on the console. */
    static final UnaryOperator<String> CONSOLE = question -> {
        System.out.println(question + ":");
        return new Scanner(System.in, StandardCharsets.UTF_8).nextLine().strip();
    };

    private Ask() {}
}
