package dev.plinth.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    void printsOneLineOfJsonWhenReadyAndEndsOnSigterm() throws Exception {
        Path settings = Files.writeString(folder.resolve("env"), "# mine\nexport UPLOAD_FILE_SIZE_LIMIT='1000'\n");
        Path policies = Files.writeString(
                folder.resolve("policies.json"),
                "[{\"bucket\":\"*\",\"role\":\"anon\",\"operations\":[\"select\"],\"path\":\"**\"}]");
        try (Program program = Program.start(
                "|",
                "--json",
                "--ref",
                "mine",
                "--region",
                "eu-1",
                "--settings",
                settings.toString(),
                "--policies",
                policies.toString(),
                "--profile",
                "studio",
                "--set",
                "UPLOAD_SIGNED_URL_EXPIRATION_TIME=60")) {
            JsonNode line = program.ready();

            assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "platformUrl",
                            "projectRef",
                            "projectUrl",
                            "platformToken",
                            "localToken",
                            "anonKey",
                            "serviceKey",
                            "jwtSecret",
                            "storageUrl",
                            "authUrl",
                            "s3");
            assertThat(line.path("projectRef").asText()).isEqualTo("mine");
            assertThat(line.path("s3").fieldNames())
                    .toIterable()
                    .containsExactly("endpoint", "region", "accessKeyId", "secretAccessKey");
            assertThat(line.path("s3").path("region").asText()).isEqualTo("eu-1");
            URI health = URI.create(line.path("platformUrl").asText() + "/__local/health");
            assertThat(health.toURL().openStream().readAllBytes()).asString().isEqualTo("{\"ok\":true}");

            program.process().toHandle().destroy();

            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.output()).isEmpty();
            assertThat(program.errors()).isEmpty();
        }
    }

    @Test
    void printsTheVariablesOfTheEnvironmentToPaste() throws Exception {
        try (Program program = Program.start("|")) {
            List<String> lines = program.linesTo("export SUPABASE_SERVICE_ROLE_KEY=");

            String url = lines.stream()
                    .filter(line -> line.startsWith("  url       "))
                    .findFirst()
                    .orElseThrow()
                    .substring(12);
            assertThat(lines.get(lines.size() - 2)).isEqualTo("export SUPABASE_URL=" + url);
            assertThat(lines.get(lines.size() - 1)).matches("export SUPABASE_SERVICE_ROLE_KEY=eyJ.+");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--what, '', unknown option --what",
        "--port, abc, --port is a number",
        "--port, '', --port is a number",
        "--profile, other, unknown profile other",
        "--project-port, 70000, --project-port is a number from 0 to 65535",
        "--ref, a b/c, the project ref 'a b/c' is not valid",
        "--ref, platform, the project ref 'platform' is reserved",
        "--set, NOTHING=1, unknown setting NOTHING; the nearest names are ",
        "--set, NOTHING, a setting is NAME=VALUE",
        "--file-size-limit, big, it is a whole number",
        "--file-size-limit, -5, 'it is a whole number, 0 or more'",
        "--policies, /no/such/file, cannot read /no/such/file",
        "--data, /proc/self/no, the data directory /proc/self/no cannot be used"
    })
    void saysInOneLineWhatIsWrongAndEndsWithTwo(String option, String value, String message) throws Exception {
        try (Program program = value.isEmpty() && option.equals("--what")
                ? Program.start("|", option)
                : Program.start("|", option, value)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors())
                    .startsWith("plinth-local-platform: ")
                    .contains(message)
                    .endsWith("\n")
                    .containsOnlyOnce("\n");
            assertThat(program.output()).isEmpty();
        }
    }

    @Test
    void namesTheThreeSettingsThatAreNearestToAnUnknownOne() throws Exception {
        try (Program program = Program.start("|", "--set", "GOTRUE_MAILER_AUTOCONFRIM=true")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors())
                    .matches("plinth-local-platform: unknown setting GOTRUE_MAILER_AUTOCONFRIM;"
                            + " the nearest names are GOTRUE_MAILER_AUTOCONFIRM, [A-Z_]+, [A-Z_]+\n");
        }
    }

    @Test
    void projectKeepsItsPortAcrossRestarts() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (int i = 0; i < 2; i++) {
            try (Program program = Program.start("|", "--json", "--project-port", Integer.toString(port))) {
                assertThat(program.ready().path("projectUrl").asText()).isEqualTo("http://127.0.0.1:" + port);
            }
        }
    }

    @Test
    void refusesMorePortsThanProjects() throws Exception {
        try (Program program = Program.start("|", "--project-port", "0", "--project-port", "0")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors()).contains("there are 2 project ports for 1 projects");
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = Program.start("|", "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors())
                    .startsWith("plinth-local-platform: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .contains("port 0: a free one")
                    .endsWith("\n")
                    .containsOnlyOnce("\n");
        }
    }
}
