package dev.plinth.tests.hostile;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Session;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.Secret;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that leads to a server: a project, a platform, a user, S3; with marked credentials. */
final class Site implements AutoCloseable {

    static final String REF = "abcdefghijklmnopqrst";

    /** The operations that came to a result, anywhere. */
    static final Set<String> SUCCEEDED = new ConcurrentSkipListSet<>();

    final List<CallEvent> events = new CopyOnWriteArrayList<>();
    final Project project;
    final Platform platform;
    final Project managed;
    private final String url;
    private final Consumer<ConnectionOptions> more;
    private Session session;

    Site(String url) {
        this(url, options -> {});
    }

    /** Connects with further options. */
    Site(String url, Consumer<ConnectionOptions> more) {
        this.url = url;
        this.more = more;
        project = Project.connect(url, ApiKey.of("sb_secret_" + Marks.secret("key")), this::options);
        platform = Platform.connect(url, AccessToken.of(Marks.jwt("platform")), this::options);
        managed = platform.project(REF);
    }

    private void options(ConnectionOptions options) {
        options.maxAttempts(1)
                .callHistorySize(3)
                .header("x-auth-token", Marks.secret("ownToken"))
                .header("x-my-secret", Marks.secret("ownSecret"))
                .observer(new Watching());
        more.accept(options);
    }

    private final class Watching implements CallObserver {

        @Override
        public void started(CallEvent call) {
            events.add(call);
        }

        @Override
        public void attempted(CallEvent attempt) {
            events.add(attempt);
        }

        @Override
        public void finished(CallEvent call) {
            if (call.failure().isEmpty()) {
                SUCCEEDED.add(call.operation());
            }
            events.add(call);
        }
    }

    List<Connection> connections() {
        return List.of(project.connection(), managed.connection(), platform.connection());
    }

    /** Forgets what was seen, and who is signed in. */
    void forget() {
        events.clear();
        session = null;
    }

    AuthClient user() {
        return project.auth().actingAs(AccessToken.of(Marks.jwt("authenticated")));
    }

    /** Signs in, once: whoever asks again gets the same session. */
    Session session() {
        if (session == null) {
            session = project.auth().refreshSession(Secret.of(Marks.secret("refreshToken")));
        }
        return session;
    }

    S3Compat s3() {
        return S3Compat.builder()
                .endpoint(url + "storage/v1/s3")
                .region("local")
                .keys(S3Keys.of("a".repeat(32), (Marks.secret("secret") + "0".repeat(64)).substring(0, 64)))
                .allowApiKeysAsAccessKeys()
                .allowHttp()
                .build();
    }

    S3Compat s3OfUser() {
        return S3Compat.builder()
                .endpoint(url + "storage/v1/s3")
                .projectRef(REF)
                .region("local")
                .anonKey(ApiKey.of(Marks.jwt("anon")))
                .session(AccessToken.of(Marks.jwt("authenticated")))
                .allowHttp()
                .build();
    }

    /** Throws on what cannot be declared. */
    static RuntimeException unchecked(Exception e) {
        return e instanceof RuntimeException r ? r : new IllegalStateException(e);
    }

    @Override
    public void close() {
        project.close();
        platform.close();
    }
}
