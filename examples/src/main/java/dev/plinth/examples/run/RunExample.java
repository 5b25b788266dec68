package dev.plinth.examples.run;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists the examples, or runs one: against the platform that the environment names, or an embedded one. */
public final class RunExample {

    private static final String SEEDED =
            "the user ada@example.com (password \"correct horse\"), the buckets avatars and"
                    + " reports, and the object q1.csv in reports";

    private RunExample() {}

    /**
     * Lists the examples, or runs one.
     *
     * @param arguments the folder of the sources, and the example's name with its arguments
     * @throws IOException if the example cannot be started
     * @throws InterruptedException if the program is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Catalogue.Entry> examples = Catalogue.read(Path.of(arguments[0]));
        if (arguments.length == 1) {
            System.out.println(list(examples));
            return;
        }
        String[] given = Arrays.copyOfRange(arguments, 2, arguments.length);
        System.exit(run(examples, arguments[1], given, System.getenv()));
    }

    static String list(List<Catalogue.Entry> examples) {
        List<String> lines = new ArrayList<>(List.of("usage: bin/example NAME [ARGUMENTS]", ""));
        examples.forEach(example -> lines.add(String.format("  %-28s %s", example.name(), example.sentence())));
        return String.join(System.lineSeparator(), lines);
    }

    static int run(List<Catalogue.Entry> examples, String name, String[] arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        Catalogue.Entry example = examples.stream()
                .filter(entry -> entry.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
        if (example == null) {
            System.err.println("there is no example " + name + "; bin/example lists them");
            return 2;
        }
        if (arguments.length < example.count()) {
            System.err.println(example.usage());
            return 2;
        }
        boolean named = Stream.of("PLATFORM_URL", "PROJECT_URL", "SUPABASE_URL").anyMatch(environment::containsKey);
        return named ? start(example, arguments, Map.of()) : onLocalPlatform(example, arguments);
    }

    private static int onLocalPlatform(Catalogue.Entry example, String[] arguments)
            throws IOException, InterruptedException {
        try (LocalPlatform local = LocalPlatform.start()) {
            seed(local);
            System.err.println("on an embedded platform, " + local.platformUrl() + ", with " + SEEDED);
            return start(
                    example,
                    arguments,
                    Map.of(
                            "PROJECT_URL", local.projectUrl(),
                            "PROJECT_KEY", local.serviceKey(),
                            "PLATFORM_URL", local.platformUrl(),
                            "PLATFORM_JWT", local.platformToken(),
                            "PROJECT_REF", local.projectRef()));
        }
    }

    /** Creates what {@link #SEEDED} names. */
    private static void seed(LocalPlatform local) {
        try (Project project = Project.connect(local.projectUrl(), ApiKey.of(local.serviceKey()))) {
            project.users().create(u -> u.email("ada@example.com").password("correct horse"));
            project.buckets().create("avatars");
            project.buckets().create("reports").upload("q1.csv", Content.ofString("a,b\n1,2\n"));
        }
    }

    private static int start(Catalogue.Entry example, String[] arguments, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.plinth.examples." + example.type()));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command).inheritIO();
        program.environment().putAll(variables);
        return program.start().waitFor();
    }
}
