package dev.plinth.tests.hostile;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.PlinthException;
import java.time.Duration;
import java.util.List;

/** Asks a server of nonsense in a JVM with little memory, and prints what came of it. */
public final class SmallHeapProgram {

    private SmallHeapProgram() {}

    public static void main(String[] arguments) {
        try (Project project = Project.connect(
                arguments[0], ApiKey.of("sb_secret_abc"), o -> o.maxAttempts(1).timeout(Duration.ofSeconds(20)))) {
            List<Runnable> calls = List.of(
                    () -> project.buckets().get("b"),
                    () -> project.buckets().list(),
                    () -> project.auth().admin().users().get(Values.ID),
                    () -> project.auth().getSettings(),
                    () -> project.bucket("b").getInfo("a"));
            for (Runnable call : calls) {
                try {
                    call.run();
                    System.out.println("value");
                } catch (PlinthException e) {
                    System.out.println(e.getClass().getSimpleName());
                } catch (Throwable e) {
                    System.out.println("untyped " + e + at(e));
                }
            }
        }
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0
                ? ""
                : " " + List.of(e.getStackTrace()).subList(0, Math.min(12, e.getStackTrace().length));
    }
}
