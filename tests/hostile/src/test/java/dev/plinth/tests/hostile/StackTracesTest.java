package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CheckedConsumer;
import dev.plinth.core.Content;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** The stack trace of a server's error starts at the method that was called. */
class StackTracesTest {

    @Test
    void theStackTraceOfAServersErrorStartsAtTheMethodCalled() throws Exception {
        assertThat(frames(project -> project.users().get(Values.ID)))
                .startsWith("dev.plinth.auth.Users.get", getClass().getName() + ".lambda");
    }

    @Test
    void anUploadsStackTraceStartsAtUpload() throws Exception {
        assertThat(frames(project -> project.bucket("a").upload("b", Content.ofString("c"))))
                .startsWith("dev.plinth.storage.Bucket.upload");
    }

    private static List<String> frames(CheckedConsumer<? super Project> call) throws Exception {
        Dispatcher notFound = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(404).build();
            }
        };
        try (MockWebServer server = EchoServer.start(notFound);
                Project project = Project.connect(server.url("/").toString(), ApiKey.of("sb_secret_x"))) {
            Throwable thrown = catchThrowable(() -> call.accept(project));
            return Arrays.stream(thrown.getStackTrace())
                    .map(frame ->
                            frame.getClassName() + "." + frame.getMethodName().replaceAll("\\$.*", ""))
                    .toList();
        }
    }
}
