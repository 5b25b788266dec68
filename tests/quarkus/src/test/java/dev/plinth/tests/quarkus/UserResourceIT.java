package dev.plinth.tests.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.testkit.LocalPlatform;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaged application in a JVM of its own, against an embedded platform. */
class UserResourceIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:([0-9]+)");

    @Test
    void usersAreJsonWithTheNamesOfTheServer() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start();
                Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            project.users().create(u -> u.email("ada@example.com").password("correct horse"));
            Process application = start(platform);
            try {
                HttpResponse<String> response = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port(application) + "/users"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

                assertEquals(200, response.statusCode(), response.body());
                assertTrue(response.body().contains("\"email\":\"ada@example.com\""), response.body());
                assertTrue(response.body().contains("\"created_at\":\""), response.body());
            } finally {
                application.destroy();
                application.waitFor();
            }
        }
    }

    private static Process start(LocalPlatform platform) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=0",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true);
        builder.environment().put("SUPABASE_URL", platform.projectUrl());
        builder.environment().put("SUPABASE_SERVICE_ROLE_KEY", platform.serviceKey());
        return builder.start();
    }

    private static String port(Process application) throws Exception {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IllegalStateException("the application ended: " + printed);
    }
}
