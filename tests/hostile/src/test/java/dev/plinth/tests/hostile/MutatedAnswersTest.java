package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.PlinthException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a server answers, an operation returns a value that can be read, or throws an error of its own. */
class MutatedAnswersTest {

    private static final long SEED = 20_260_401;
    private static final int SHOWN = 12;

    @TempDir
    Path folder;

    private final Map<String, String> wrong = new TreeMap<>();
    private int values;
    private int errors;

    @Test
    void fiveHundredMutatedAnswersAreValuesOrTypedErrors() throws Exception {
        run(SEED, 500);
        assertThat(wrong).isEmpty();
        assertThat(values).as("values").isGreaterThan(50);
        assertThat(errors).as("errors").isGreaterThan(50);
    }

    @Test
    @Tag("heavy")
    void twentyThousandMutatedAnswersAreValuesOrTypedErrors() throws Exception {
        run(SEED + 1, 20_000);
        System.out.println(values + " values, " + errors + " errors");
        assertThat(wrong).isEmpty();
    }

    private void run(long seed, int count) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        List<Program> programs = new ArrayList<>(All.programs(file));
        programs.removeIf(MutatedAnswersTest::isLeftOut);
        Collections.shuffle(programs, new Random(seed));
        Mutations mutations = new Mutations(seed, Answers.all());
        try (MutantServer server = new MutantServer();
                Site site = new Site(server.url(), o -> o.timeout(Duration.ofSeconds(10)))) {
            for (int i = 0; i < count && wrong.size() < SHOWN; i++) {
                Program program = programs.get(i % programs.size());
                signIn(site, server);
                Mutant answer = mutations.next();
                server.answers(answer);
                try {
                    call(program, site, server, answer);
                } catch (Throwable e) {
                    note(program.name() + " threw", e, answer);
                }
            }
        }
    }

    /** An option changes what is sent, not what is read; S3 is read by AWS's client; an import waits and tries again. */
    private static boolean isLeftOut(Program program) {
        return program.name().contains(") ")
                || program.name().startsWith("s3")
                || program.name().contains("importUsers");
    }

    private static void signIn(Site site, MutantServer server) {
        String good = Answers.all()[0];
        server.answers(new Mutant(
                200,
                List.of("Content-Type: application/json"),
                good.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                0));
        site.forget();
        site.session();
    }

    private void call(Program program, Site site, MutantServer server, Mutant answer) throws Exception {
        int sent = server.requests();
        Object result;
        try {
            result = program.use().on(site);
        } catch (PlinthException e) {
            errors++;
            new Reached(thrown -> note(program.name() + " error's accessor", thrown, answer)).of(e);
            return;
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            if (server.requests() == sent || isDocumented(program, e)) {
                // Of an argument, before anything was sent.
                return;
            }
            throw e;
        }
        try {
            read(result, program.name(), answer);
            values++;
        } catch (PlinthException e) {
            // Of a lazy list, which asks when it is read.
            errors++;
        }
    }

    /** A platform that does not return the project's URL is no error of the call, but of what the program asks for. */
    private static boolean isDocumented(Program program, RuntimeException e) {
        return e instanceof IllegalStateException && program.name().contains(".connectDirect(");
    }

    private void read(Object result, String name, Mutant answer) {
        new Reached(thrown -> {
                    if (!(thrown instanceof PlinthException)) {
                        note(name + " accessor", thrown, answer);
                    }
                })
                .of(result);
    }

    private void note(String where, Throwable thrown, Mutant answer) {
        String stack = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.plinth"))
                .limit(8)
                .toList()
                .toString();
        wrong.putIfAbsent(thrown.getClass().getSimpleName() + " " + where, thrown + "\n" + stack + "\n" + answer);
    }
}
